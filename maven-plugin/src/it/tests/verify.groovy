// SPDX-License-Identifier: Apache-2.0
import dev.heddle.maven.it.Build

def build = new Build(basedir, localRepositoryPath, heddleVersion)
assert build.count('Transformed 1 coroutine in 1 class') == 2
build.logged('Tests run: 1, Failures: 0, Errors: 0, Skipped: 0')
assert build.file('target/test-classes/ClockTest$twoTicks$Async.class').exists()
