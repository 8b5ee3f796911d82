// SPDX-License-Identifier: Apache-2.0
package debugged;

AWAIT_IMPORTS

/** What DebuggerTest looks at: each line of work() that has code is a breakpoint. */
public class Debugged {

    static int steps;

    public static void main(String[] args) {
        MAIN
    }

    @Async
    static Coroutine<Integer> work(boolean suspend) {
        int a = 1;
        String s = "x" + a;
        int b = await(step(suspend));
        int c = a + b;
        for (int i = 0; i < 2; i++) {
            c += await(step(suspend));
            c += i;
        }
        try {
            c += await(step(suspend));
            c += fail(await(step(suspend)));
        } catch (IllegalStateException e) {
            c += e.getMessage().length();
            c += await(step(suspend));
        } finally {
            c++;
        }
        String t = s + c;
        while (c > 20) {
            c -= await(step(suspend));
        }
        switch (c % 3) {
            case 0:
                t += await(step(suspend));
                break;
            default:
                t += c;
        }
        System.out.println(t);
        return result(c);
    }

    static int fail(int n) {
        throw new IllegalStateException("n" + n);
    }

    STEP
}
