// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance;

import dev.heddle.conformance.harness.CaseSet;
import dev.heddle.conformance.harness.CaseTests;
import dev.heddle.conformance.harness.Flavour;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each primitive type through each operator, with awaits on both sides, in front of it and behind; as a variable, an array's element, a field and the variable of a loop. */
class OperatorsTest {

    private static final List<String> TYPES =
            List.of("byte", "short", "char", "int", "long", "float", "double", "boolean");
    private static final List<String> INTEGRAL = List.of("byte", "short", "char", "int", "long");

    @TestFactory
    List<DynamicTest> everyTypeThroughEveryOperator() {
        StringBuilder members = new StringBuilder();
        for (String type : TYPES) {
            members.append(method(type));
        }
        Map<String, String> sources = Map.of("Operators", """
                import static dev.heddle.Coroutine.*;
                import static dev.heddle.conformance.Env.*;
                import dev.heddle.*;
                import dev.heddle.conformance.Expect;
                import java.util.*;
                public class Operators {
                    static class Box { byte byteOf; short shortOf; char charOf; int intOf; long longOf; float floatOf; double doubleOf; boolean booleanOf; }
                """ + members + "}");
        CaseSet twins = CaseSet.of(sources, Flavour.TWIN);
        return List.of(Flavour.COROUTINE, Flavour.FUTURE).stream()
                .flatMap(flavour -> CaseTests.of(twins, CaseSet.of(sources, flavour, "-g")).stream())
                .toList();
    }

    /** What comes out is told by the twin alone. */
    private static String method(String type) {
        StringBuilder code = new StringBuilder();
        boolean logical = type.equals("boolean");
        List<String> binary = logical
                ? List.of("&", "|", "^", "==", "!=", "&&", "||")
                : INTEGRAL.contains(type)
                        ? List.of(
                                "+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", ">>>", "<", "<=", ">", ">=", "==",
                                "!=")
                        : List.of("+", "-", "*", "/", "%", "<", "<=", ">", ">=", "==", "!=");
        for (String operator : binary) {
            code.append(
                    "r.add(\"\" + (a OP await(v(b)))); r.add(\"\" + (await(v(a)) OP b)); r.add(\"\" + (await(v(b)) OP await(v(a))));\n"
                            .replace("OP", operator));
        }
        for (String operator : binary.subList(0, logical ? 3 : binary.indexOf("<"))) {
            code.append(
                    ("x = a; x OP= await(v(b)); r.add(\"\" + x); s[await(v(1))] OP= await(v(b)); r.add(\"\" + s[1]); "
                                    + "o.FIELD OP= await(v(b)); r.add(\"\" + o.FIELD);\n")
                            .replace("OP", operator));
        }
        if (logical) {
            code.append("r.add(\"\" + !await(v(a))); r.add(\"\" + (await(v(a)) ? await(v(b)) : a));\n");
        } else {
            code.append(
                    "r.add(\"\" + -await(v(a))); x = a; x++; await(v(0)); ++x; x--; r.add(\"\" + x-- + await(v(1)) + --x); s[await(v(0))]++; r.add(\"\" + s[await(v(0))]--);\n");
            for (String other : TYPES.subList(0, 7)) {
                code.append(
                        "r.add(\"\" + (OTHER) (TYPE) await(v(a))); { OTHER y = (OTHER) x; await(v(0)); r.add(\"\" + y + (x + y)); }\n"
                                .replace("OTHER", other));
            }
        }
        code.append("for (TYPE each : s) r.add(each + \":\" + await(v(each)));\n");
        String value = logical ? "true" : "(TYPE) 77";
        String other = logical ? "false" : "(TYPE) 3";
        return ("@Expect(\"\") @Async static Coroutine<String> TYPEs() { List<String> r = new ArrayList<>(); Box o = new Box(); TYPE a = VALUE, b = OTHER, x; TYPE[] s = {a, b, a};\n"
                        + code + "trace(String.join(\" \", r)); return result(\"\"); }\n")
                .replace("FIELD", type + "Of")
                .replace("VALUE", value)
                .replace("OTHER", other)
                .replace("TYPE", type);
    }
}
