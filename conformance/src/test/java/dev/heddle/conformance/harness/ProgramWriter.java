// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes random method bodies: statements and expressions of most kinds, nested in one another, with awaits wherever a value may stand. What happens is traced. Each
 * program ends: loops have small bounds, and all jumps lead forward or out. The same seed writes the same program.
 */
public final class ProgramWriter {

    private static final List<String> TYPES =
            List.of("int", "long", "double", "boolean", "char", "byte", "String", "Object", "int[]", "float", "short");

    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private final List<List<String[]>> scopes = new ArrayList<>();
    private final List<String> loops = new ArrayList<>();
    private int names;
    private int budget;

    private ProgramWriter(long seed) {
        this.random = new Random(seed);
    }

    /** Writes {@code methods} cases for one seed, as members of a class. */
    public static String members(long seed, int methods) {
        ProgramWriter writer = new ProgramWriter(seed);
        for (int i = 0; i < methods; i++) {
            writer.method("p" + i);
        }
        return writer.text.toString();
    }

    private void method(String name) {
        budget = 8 + random.nextInt(20);
        scopes.clear();
        loops.clear();
        boolean parameters = random.nextBoolean();
        text.append("@Expect(\"\") @Async static Coroutine<Object> ")
                .append(name)
                .append("() { ");
        if (parameters) {
            text.append("return result(await(")
                    .append(name)
                    .append("b(3, 4L, \"s\", 2.5))); }\n@Async static Coroutine<Object> ")
                    .append(name)
                    .append("b(int x, long y, String s, double d) {\n");
        }
        open();
        if (parameters) {
            declare("int", "x");
            declare("long", "y");
            declare("String", "s");
            declare("double", "d");
        }
        for (int i = 0, n = 3 + random.nextInt(6); i < n; i++) {
            statement(0);
        }
        text.append("return result(").append(concatenationOfAll()).append(");\n");
        close();
        text.append("}\n");
    }

    private String concatenationOfAll() {
        StringBuilder all = new StringBuilder("\"\"");
        for (List<String[]> scope : scopes) {
            for (String[] variable : scope) {
                all.append(" + ")
                        .append(variable[0].equals("int[]") ? "Arrays.toString(" + variable[1] + ")" : variable[1])
                        .append(" + \",\"");
            }
        }
        return all.toString();
    }

    private void open() {
        scopes.add(new ArrayList<>());
    }

    private void close() {
        scopes.remove(scopes.size() - 1);
    }

    private void declare(String type, String name) {
        scopes.get(scopes.size() - 1).add(new String[] {type, name});
    }

    private String fresh() {
        return "v" + names++;
    }

    private boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    private void block(int depth) {
        text.append("{\n");
        open();
        for (int i = 0, n = 1 + random.nextInt(3); i < n; i++) {
            statement(depth + 1);
        }
        close();
        text.append("}\n");
    }

    private void statement(int depth) {
        budget--;
        int kind = budget < 0 || depth > 4 ? random.nextInt(5) : random.nextInt(18);
        switch (kind) {
            case 0, 1 -> local();
            case 2 -> text.append("trace(").append(expression("Object", 2)).append(");\n");
            case 3, 4 -> assignment();
            case 5 -> conditional(depth);
            case 6, 7 -> loop(depth);
            case 8, 9, 10 -> tryStatement(depth);
            case 11 -> switchStatement(depth);
            case 12 -> jump();
            case 13 ->
                text.append("if (")
                        .append(expression("boolean", 2))
                        .append(") throw new ")
                        .append(exception())
                        .append("(")
                        .append(expression("String", 2))
                        .append(");\n");
            case 14 -> resource(depth);
            case 15 -> forEach(depth);
            case 16 -> {
                text.append("synchronized (LOCK) { trace(\"locked\"); }\n");
                block(depth);
            }
            default ->
                text.append("if (")
                        .append(expression("boolean", 2))
                        .append(") return result(")
                        .append(concatenationOfAll())
                        .append(");\n");
        }
    }

    private String exception() {
        return List.of("IllegalStateException", "IllegalArgumentException", "ArithmeticException")
                .get(random.nextInt(3));
    }

    private void local() {
        String type = TYPES.get(random.nextInt(TYPES.size()));
        String name = fresh();
        text.append(type)
                .append(' ')
                .append(name)
                .append(" = ")
                .append(once(8) ? switchWithTry(type) : expression(type, 3))
                .append(";\n");
        declare(type, name);
    }

    private void assignment() {
        String type = TYPES.get(random.nextInt(TYPES.size()));
        String name = variable(type);
        if (name == null) {
            local();
        } else if (type.equals("int") || type.equals("long") || type.equals("double")) {
            String operator = List.of("=", "+=", "-=", "*=").get(random.nextInt(4));
            text.append(name)
                    .append(' ')
                    .append(operator)
                    .append(' ')
                    .append(expression(type, 3))
                    .append(";\n");
        } else if (type.equals("int[]")) {
            text.append(name)
                    .append("[")
                    .append(expression("int", 1))
                    .append(" & 1] += ")
                    .append(expression("int", 2))
                    .append(";\n");
        } else {
            text.append(name).append(" = ").append(expression(type, 3)).append(";\n");
        }
    }

    private void conditional(int depth) {
        text.append("if (").append(expression("boolean", 3)).append(") ");
        block(depth);
        if (random.nextBoolean()) {
            text.append("else ");
            block(depth);
        }
    }

    private void loop(int depth) {
        String counter = fresh();
        String label = "l" + names++;
        int rounds = 1 + random.nextInt(3);
        loops.add(label);
        switch (random.nextInt(3)) {
            case 0 ->
                text.append(label)
                        .append(": for (int ")
                        .append(counter)
                        .append(" = 0; ")
                        .append(counter)
                        .append(" < ")
                        .append(once(3) ? "await(v(" + rounds + "))" : "" + rounds)
                        .append("; ")
                        .append(counter)
                        .append("++) ");
            case 1 ->
                text.append("int ")
                        .append(counter)
                        .append(" = 0; ")
                        .append(label)
                        .append(": while (")
                        .append(counter)
                        .append("++ < ")
                        .append(rounds)
                        .append(once(2) ? " && " + expression("boolean", 2) : "")
                        .append(") ");
            default ->
                text.append("int ")
                        .append(counter)
                        .append(" = 0; ")
                        .append(label)
                        .append(": do ");
        }
        boolean doWhile = text.charAt(text.length() - 2) == 'o' && text.charAt(text.length() - 3) == 'd';
        block(depth);
        if (doWhile) {
            text.append("while (")
                    .append(counter)
                    .append("++ < ")
                    .append(rounds)
                    .append(once(2) ? " && " + expression("boolean", 2) : "")
                    .append(");\n");
        }
        loops.remove(loops.size() - 1);
    }

    private void forEach(int depth) {
        String name = fresh();
        String label = "l" + names++;
        loops.add(label);
        boolean ints = random.nextBoolean();
        text.append(label)
                .append(ints ? ": for (int " : ": for (String ")
                .append(name)
                .append(" : ")
                .append(ints ? expression("int[]", 1) : "List.of(" + expression("String", 1) + ", \"b\")")
                .append(") {\n");
        open();
        declare(ints ? "int" : "String", name);
        statement(depth + 1);
        statement(depth + 1);
        close();
        text.append("}\n");
        loops.remove(loops.size() - 1);
    }

    private void jump() {
        if (loops.isEmpty()) {
            local();
            return;
        }
        String label = loops.get(random.nextInt(loops.size()));
        text.append("if (")
                .append(expression("boolean", 2))
                .append(") ")
                .append(random.nextBoolean() ? "break " : "continue ")
                .append(label)
                .append(";\n");
    }

    private void tryStatement(int depth) {
        text.append("try ");
        block(depth);
        boolean caught = random.nextBoolean();
        if (caught) {
            for (int i = 0, n = 1 + random.nextInt(2); i < n; i++) {
                String name = fresh();
                text.append("catch (")
                        .append(i == 0 ? exception() : "RuntimeException")
                        .append(" ")
                        .append(name)
                        .append(") {\ntrace(")
                        .append(name)
                        .append(".getMessage());\n");
                open();
                statement(depth + 1);
                if (once(4)) {
                    text.append("if (")
                            .append(expression("boolean", 1))
                            .append(") throw ")
                            .append(name)
                            .append(";\n");
                }
                close();
                text.append("}\n");
            }
        }
        if (!caught || random.nextBoolean()) {
            text.append("finally ");
            // Jumps out of here are jumps over what is thrown; some, not many.
            List<String> outer = new ArrayList<>(loops);
            if (!once(6)) {
                loops.clear();
            }
            // javac copies it to each way out, and copies of copies soon are more than a method holds.
            budget = Math.min(budget, 2);
            block(Math.max(depth, 3));
            loops.clear();
            loops.addAll(outer);
        }
    }

    private void resource(int depth) {
        String name = fresh();
        text.append("try (Res ")
                .append(name)
                .append(" = ")
                .append(once(5) ? "null" : "new Res(" + expression("String", 1) + ")")
                .append(") ");
        block(depth);
        if (random.nextBoolean()) {
            text.append("catch (IllegalStateException ")
                    .append(name)
                    .append("e) { trace(")
                    .append(name)
                    .append("e.getSuppressed().length); }\n");
        }
    }

    private void switchStatement(int depth) {
        String label = "l" + names++;
        if (random.nextBoolean()) {
            text.append("switch (").append(expression("int", 2)).append(" & 3) {\ncase 0: ");
            block(depth);
            text.append("case 1: ");
            block(depth);
            text.append("break;\ndefault: ");
            block(depth);
            text.append("}\n");
        } else {
            text.append("switch (").append(expression("String", 1)).append(") {\ncase \"a\" -> ");
            block(depth);
            text.append("case \"b\", \"c\" -> ");
            block(depth);
            text.append("default -> ");
            block(depth);
            text.append("}\n");
        }
    }

    private String variable(String type) {
        List<String> fitting = new ArrayList<>();
        for (List<String[]> scope : scopes) {
            for (String[] each : scope) {
                if (each[0].equals(type)) {
                    fitting.add(each[1]);
                }
            }
        }
        return fitting.isEmpty() ? null : fitting.get(random.nextInt(fitting.size()));
    }

    private String expression(String type, int depth) {
        if (depth > 0 && once(3)) {
            return "await(v(" + boxed(type, depth) + "))";
        }
        if (depth > 0 && once(9)) {
            return "(" + expression("boolean", depth - 1) + " ? " + expression(type, depth - 1) + " : "
                    + expression(type, depth - 1) + ")";
        }
        if (depth > 1 && once(16) && !type.equals("int[]")) {
            return switchExpression(type, depth);
        }
        String name = random.nextBoolean() ? variable(type) : null;
        if (name != null) {
            return name;
        }
        if (depth <= 0) {
            return literal(type);
        }
        int d = depth - 1;
        return switch (type) {
            case "int" ->
                switch (random.nextInt(8)) {
                    case 0 -> "(" + expression("int", d) + " / " + expression("int", d) + ")";
                    case 1 -> "(" + expression("int", d) + " ^ " + expression("char", d) + ")";
                    case 2 -> expression("String", d) + ".length()";
                    case 3 -> "toInt(" + expression("long", d) + ")";
                    case 4 -> expression("int[]", d) + "[" + expression("int", d) + " & 1]";
                    case 5 ->
                        "sum(" + expression("int", d) + ", " + expression("long", d) + ", " + expression("double", d)
                                + ", " + expression("int", d) + ")";
                    case 6 -> "await(async(" + expression("int", d) + ", " + expression("String", d) + "))";
                    default -> "(" + expression("int", d) + " + " + expression("int", d) + ")";
                };
            case "long" -> "(" + expression("long", d) + " + " + expression("int", d) + ")";
            case "double" -> "(" + expression("double", d) + " - " + expression("float", d) + ")";
            case "float" -> "(float) (" + expression("int", d) + " * 0.5)";
            case "boolean" ->
                switch (random.nextInt(4)) {
                    case 0 ->
                        "(" + expression("boolean", d) + (random.nextBoolean() ? " && " : " || ")
                                + expression("boolean", d) + ")";
                    case 1 ->
                        "(" + expression("int", d) + (random.nextBoolean() ? " < " : " != ") + expression("int", d)
                                + ")";
                    case 2 -> "!" + expression("boolean", d);
                    default -> "(" + expression("Object", d) + " instanceof String)";
                };
            case "char" -> "(char) ('a' + (" + expression("int", d) + " & 7))";
            case "byte" -> "toByte(" + expression("int", d) + ")";
            case "short" -> "toShort(" + expression("int", d) + ")";
            case "String" ->
                switch (random.nextInt(4)) {
                    case 0 -> "new Pair(" + expression("int", d) + ", " + expression("String", d) + ").toString()";
                    case 1 ->
                        "new StringBuilder(" + expression("String", d) + ").append((double) (" + expression("double", d)
                                + ")).toString()";
                    case 2 ->
                        "(" + expression("char", d) + " + " + expression("String", d) + " + " + expression("byte", d)
                                + " + " + expression("Object", d) + ")";
                    default -> "str(" + expression("long", d) + ")";
                };
            case "Object" ->
                switch (random.nextInt(3)) {
                    case 0 -> "(Object) " + expression("String", d);
                    case 1 -> "(Object) " + boxed("int", d);
                    default -> "(Object) new Pair(" + expression("int", d) + ", " + expression("Object", d) + ")";
                };
            default -> "new int[] {" + expression("int", d) + ", " + expression("int", d) + "}";
        };
    }

    private String switchExpression(String type, int depth) {
        return "(switch (" + expression("int", depth - 1) + " & 3) { case 0 -> " + expression(type, depth - 1)
                + "; case 1 -> { trace(\"y\"); " + yielded(type, depth - 1) + " } default -> "
                + expression(type, depth - 1) + "; })";
    }

    /** With a variable: javac takes "yield (" for a call. */
    private String yielded(String type, int depth) {
        String name = fresh();
        return type + " " + name + " = " + expression(type, depth) + "; yield " + name + ";";
    }

    /** Only where nothing is on the stack: javac 17 crashes when a long or double is below a switch that has a try block. */
    private String switchWithTry(String type) {
        String name = fresh();
        return "switch (" + expression("int", 2) + " & 1) { case 0 -> { try { " + yielded(type, 2)
                + " } catch (ArithmeticException " + name + ") { " + yielded(type, 1) + " } finally { trace("
                + expression("Object", 2) + "); } } default -> { try { " + yielded(type, 2)
                + " } finally { trace(await(v(\"f\"))); } } }";
    }

    private String boxed(String type, int depth) {
        String inner = expression(type, depth - 1);
        return switch (type) {
            case "int" -> "(Integer) (" + inner + ")";
            case "long" -> "(Long) (" + inner + ")";
            case "double" -> "(Double) (" + inner + ")";
            case "boolean" -> "(Boolean) (" + inner + ")";
            case "char" -> "(Character) (" + inner + ")";
            case "byte" -> "Byte.valueOf(" + inner + ")";
            case "short" -> "Short.valueOf(" + inner + ")";
            case "float" -> "Float.valueOf(" + inner + ")";
            default -> inner;
        };
    }

    private String literal(String type) {
        int n = random.nextInt(6);
        return switch (type) {
            case "int" -> "" + n;
            case "long" -> n + "L";
            case "double" -> n + ".25";
            case "float" -> n + ".5f";
            case "boolean" -> n % 2 == 0 ? "true" : "(ZERO == " + n + ")";
            case "char" -> "'" + (char) ('a' + n) + "'";
            case "byte" -> "(byte) " + n;
            case "short" -> "(short) " + n;
            case "String" -> "\"" + (char) ('a' + n) + "\"";
            case "Object" -> n == 0 ? "(Object) null" : "(Object) \"o" + n + "\"";
            default -> "new int[] {" + n + ", 1}";
        };
    }
}
