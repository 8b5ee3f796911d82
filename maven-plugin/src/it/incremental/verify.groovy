// SPDX-License-Identifier: Apache-2.0
import dev.heddle.maven.it.Build

def build = new Build(basedir, localRepositoryPath, heddleVersion)
build.logged('Transformed 3 coroutines in 2 classes')
build.logged('Transformed 2 coroutines in 1 class')

assert build.file('target/classes/Changed$renamed$Async.class').exists()
assert !build.file('target/classes/Changed$second$Async.class').exists(): 'the frame of a method that is gone'
assert build.file('target/classes/Unchanged.class').lastModified() <= build.endOfBuild(1)
assert build.run('Changed') == 'first name, renamed name\n'
