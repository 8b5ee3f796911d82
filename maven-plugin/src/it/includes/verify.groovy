// SPDX-License-Identifier: Apache-2.0
import dev.heddle.maven.it.Build

def build = new Build(basedir, localRepositoryPath, heddleVersion)
build.logged('Transformed 1 coroutine in 1 class')
assert build.file('target/classes/shop/Woven$same$Async.class').exists()
assert !build.file('target/classes/shop/PlainJane$same$Async.class').exists()
assert !build.file('target/classes/elsewhere/Elsewhere$same$Async.class').exists()
