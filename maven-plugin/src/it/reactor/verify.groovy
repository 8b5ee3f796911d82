// SPDX-License-Identifier: Apache-2.0
import dev.heddle.maven.it.Build

def build = new Build(basedir, localRepositoryPath, heddleVersion)
assert build.count('Transformed 1 coroutine in 1 class') >= 2
build.logged('Nothing to do: there is no ')
build.logged('Using the MultiThreadedBuilder implementation with a thread count of 2')
assert !build.containsAny('thread-safe', 'thread safe')
assert build.run('program.Program', 'program/target/classes', 'library/target/classes') == 'Word[text=w] Number[value=2] Number[value=3]\n'
