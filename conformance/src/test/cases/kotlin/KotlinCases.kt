// SPDX-License-Identifier: Apache-2.0
import dev.heddle.Async
import dev.heddle.AsyncCallable
import dev.heddle.Awaitable
import dev.heddle.Coroutine
import dev.heddle.Coroutine.await
import dev.heddle.Coroutine.done
import dev.heddle.Coroutine.result
import dev.heddle.conformance.Env.v
import dev.heddle.conformance.Expect
import dev.heddle.conformance.Trace.trace

/** Coroutines that kotlinc compiled: expressions in try blocks, inlined functions, default arguments, string templates and smart casts make bytecode that no javac writes. */
class E1(message: String) : RuntimeException(message)

class Res(val n: String) : AutoCloseable { override fun close() { trace("close $n") } }

sealed interface Shape
data class Sq(val s: Int) : Shape
data class Rect(val w: Int, val h: Int) : Shape
object Dot : Shape

@Async fun topLevel(i: Int, s: String = "d"): Coroutine<String> { val a = await(v(i)); return result("$a$s${await(v(s.length))}") }

@Async fun String.extension(n: Int): Coroutine<String> { val r = await(v(n)); return result(this + r) }

inline fun twice(block: (Int) -> Unit) { block(0); block(1) }

inline fun <T> guarded(block: () -> T): T { try { return block() } finally { trace("guarded") } }

abstract class Base<T> { @Async open fun m(t: T): Coroutine<T> = result(await(v(t))) }

class Sub(val suffix: String) : Base<String>() {
    @Async override fun m(t: String): Coroutine<String> = result(await(super.m(t)) + suffix)
    companion object { @Async fun make(s: String): Coroutine<Sub> { await(v(0)); return result(Sub(await(v(s)))) } }
}

interface Named { val n: String; @Async fun name(): Coroutine<String> { val p = await(v(n)); return result("named $p") } }

class Impl(override val n: String) : Named

class FromJava : JavaSide.Greeter {
    @Async override fun greet(name: String): Coroutine<String> { val hello = await(v("hello")); return result("$hello $name") }
}

object KotlinCases {
    @Expect("1d1 2xx2") @JvmStatic @Async fun defaults(): Coroutine<String> = result(await(topLevel(1)) + " " + await(topLevel(2, "xx")))
    @Expect("a7 b8") @JvmStatic @Async fun extensions(): Coroutine<String> = result("${await("a".extension(7))} ${await("b".extension(8))}")
    @Expect("OK1 null? x") @JvmStatic @Async fun elvisAndSafeCalls(): Coroutine<String> {
        val n: String? = await(v(null)); val s: String? = await(v("OK"))
        val a = n?.length ?: await(v(1)); val b = s?.let { it + a } ?: await(v("no"))
        return result("$b ${n?.trim() ?: "null?"} ${await(v("x"))!!}")
    }
    @JvmStatic @Async fun tried(how: Int): Coroutine<String> {
        val r = "r" + try { if (how == 1) throw E1("e1"); await(v("t$how")) } catch (e: E1) { await(v("c")) + e.message } finally { trace(await(v("f$how"))) } + await(v("!"))
        return result(r)
    }
    @Expect(value = "rt0! rce1!", trace = "f0 f1") @JvmStatic @Async fun tryAsExpression(): Coroutine<String> = result(await(tried(0)) + " " + await(tried(1)))
    @JvmStatic @Async fun area(s: Any?): Coroutine<Int> = result(when (s) {
        is Sq -> s.s * await(v(s.s))
        is Rect -> { val (w, h) = s; w * await(v(h)) }
        Dot -> await(v(0))
        in listOf("a", "b") -> await(v(-1))
        null -> -2
        else -> if (s is String && s.length == await(v(3))) -3 else await(v(-4))
    })
    @Expect("9 6 0 -1 -2 -3 -4") @JvmStatic @Async fun whens(): Coroutine<String> {
        val all = StringBuilder()
        for (s in arrayOf(Sq(3), Rect(2, 3), Dot, "b", null, "abc", 1.5)) { if (all.isNotEmpty()) all.append(' '); all.append(await(area(s))) }
        return result(all.toString())
    }
    @Expect(value = "0:a1:b 01 4", trace = "guarded") @JvmStatic @Async fun inlined(): Coroutine<String> {
        var r = ""
        listOf("a", "b").forEachIndexed { i, s -> r += "$i:" + await(v(s)) }
        r += " "; twice { r += await(v(it)) }
        val n = guarded { if (r.isEmpty()) return result("no"); await(v(4)) }
        return result("$r $n")
    }
    @Expect(value = "early", trace = "guarded") @JvmStatic @Async fun returnsFromInlined(): Coroutine<String> { guarded { for (i in 0..3) if (await(v(i)) == 2) return result(await(v("early"))) }; return result("late") }
    @Expect(value = "body", trace = "close b close a") @JvmStatic @Async fun uses(): Coroutine<String> = result(Res("a").use { a -> Res(await(v("b"))).use { b -> if (a === b) "no" else await(v("body")) } })
    @Expect("10 1 2.5 c true 3,1") @JvmStatic @Async fun ranges(): Coroutine<String> {
        var s = 0; for (i in 0 until await(v(5))) s += await(v(i)); var l = 0L; for (i in 3L downTo await(v(1L)) step 2) l += i / 3
        val d = await(v(2.0)) + 0.5; val c = await(v('b')) + 1; val z = await(v(true)) && !await(v(false)); val a = intArrayOf(await(v(3)), await(v(1)))
        return result("$s $l $d $c $z ${a.joinToString(",")}")
    }
    @Expect("s!x y") @JvmStatic @Async fun classes(): Coroutine<String> { val sub = await(Sub.make("!")); val b: Base<String> = sub; return result(await(b.m("s")) + await(v("x")) + " " + await(Sub("").m("y"))) }
    @Expect("named p") @JvmStatic @Async fun interfaceDefault(): Coroutine<String> = result(await(Impl("p").name()))
    @Expect("3 7") @JvmStatic @Async fun lambdas(): Coroutine<String> {
        val k = await(v(1))
        val c = AsyncCallable { val a = await(v(2)); result(a + k) }
        var captured = 3
        val d = AsyncCallable<Int> { captured += await(v(4)); result(captured) }
        return result("${await(c.call())} ${await(d.call())}")
    }
    @Expect("hello kotlin, dear; java kotlin 3") @JvmStatic @Async fun withJava(): Coroutine<String> {
        val greeted = await(JavaSide.dear(FromJava(), "kotlin"))
        return result(greeted + "; " + await(JavaSide.java("kotlin")) + " " + await(JavaSide.sum(1, 2)))
    }
    @Expect("Rect(w=5, h=9) true") @JvmStatic @Async fun copies(): Coroutine<String> { val r = Rect(1, 2).copy(w = await(v(5)), h = await(v(9))); return result("$r ${r == Rect(5, await(v(9)))}") }
    @JvmStatic @Async tailrec fun fact(n: Int, acc: Int): Coroutine<Int> { if (n == 0) return result(acc); val m = await(v(n)); return fact(n - 1, acc * m) }
    @Expect("120") @JvmStatic @Async fun tail(): Coroutine<Int> = fact(5, 1)
    @Expect("false K") @JvmStatic @Async fun locked(): Coroutine<String> { val s = await(v("K")); val lock = Any(); synchronized(lock) { if (s == "K") { trace("in") }; return JavaSide.held(lock, s) } }
    @JvmStatic @Async fun retry(): Coroutine<Int> { var n = 0; while (true) { try { n++; if (await(v(n)) < 3) throw E1("again"); return result(n) } catch (e: E1) { await(v(0)); continue } } }
    @Expect("3") @JvmStatic @Async fun retries(): Coroutine<Int> = retry()
    @Expect("null") @JvmStatic @Async fun nothing(): Coroutine<Void?> { await(v(Unit)); return done() }
}
