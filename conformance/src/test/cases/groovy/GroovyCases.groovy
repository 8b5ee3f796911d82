// SPDX-License-Identifier: Apache-2.0
import static dev.heddle.Coroutine.*
import static dev.heddle.conformance.Env.*

import dev.heddle.*
import dev.heddle.conformance.Expect
import groovy.transform.CompileStatic

/** Coroutines that Groovy compiled statically. */
@CompileStatic
class GroovyCases {
    static class Res implements AutoCloseable { String n; void close() { trace('close ' + n) } }
    static class E1 extends RuntimeException { E1(String m) { super(m) } }

    @Async static Coroutine<String> pair(String a, int b) { String r = await(v(a)); int n = await(v(b)); return result(r + n) }
    @Expect('x1y2') @Async static Coroutine<String> calls() { return result(await(pair('x', 1)) + await(pair('y', 2))) }
    @Expect('a-b 3') @Async static Coroutine<String> strings() { String s = "${await(v('a'))}-${await(v('b'))}".toString(); return result(s + ' ' + await(v(s.length()))) }
    @Expect(value = '0 1 2 caught late', trace = 'finally') @Async static Coroutine<String> flow() {
        StringBuilder r = new StringBuilder()
        try {
            for (int i in 0..2) { r.append(await(v(i))).append(' ') }
            if (await(v(true))) throw new E1('caught ')
        } catch (E1 e) { r.append(await(v(e.message))) } finally { trace(await(v('finally'))) }
        switch (await(v('k'))) { case 'j': r.append('no'); break; case 'k': r.append(await(v('late'))); break; default: r.append('?') }
        return result(r.toString())
    }
    @Expect(value = 'body', trace = 'close b close a') @Async static Coroutine<String> resources() { try (Res a = new Res(n: 'a'); Res b = new Res(n: await(v('b')))) { return result(await(v('body'))) } }
    @Expect('elvis 7 null') @Async static Coroutine<String> operators() {
        String n = await(v((String) null)); String e = n ?: await(v('elvis')); Integer len = n?.length()
        int i = await(v(3)); long l = await(v(4L)); i += (int) (l * 1L); return result(e + ' ' + i + ' ' + len)
    }
    @Expect('[2, 4] 6') @Async static Coroutine<String> collections() { List<Integer> out = []; for (Integer each : [1, 2]) { out << await(v(each)) * 2 }; int sum = 0; for (int o : out) sum += await(v(o)); return result("$out $sum".toString()) }
    @Expect('hello groovy, dear; java groovy 3') @Async static Coroutine<String> withJava() {
        String greeted = await(JavaSide.dear(new Greeting(), 'groovy'))
        return result(greeted + '; ' + await(JavaSide.java('groovy')) + ' ' + await(JavaSide.sum(1, 2)))
    }
    static class Greeting implements JavaSide.Greeter { @Async Coroutine<String> greet(String name) { String h = await(v('hello')); return result(h + ' ' + name) } }
}
