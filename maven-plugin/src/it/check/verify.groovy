// SPDX-License-Identifier: Apache-2.0
import dev.heddle.maven.it.Build

def build = new Build(basedir, localRepositoryPath, heddleVersion)
build.logged("1 coroutine in 1 class of ${build.file('target/classes')} not transformed: add the goal transform")
build.logged('Forgotten.java:[13,30] HED017 the coroutine Forgotten.same() is not transformed: run the plugin')
assert build.count('BUILD FAILURE') == 1
build.logged('Checked 1 woven class')
