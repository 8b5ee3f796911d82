// SPDX-License-Identifier: Apache-2.0
import dev.heddle.maven.it.Build

def build = new Build(basedir, localRepositoryPath, heddleVersion)
build.logged('Transformed 1 coroutine in 1 class')
assert build.run('Modern') == 'a circle\na big circle\na square of 2\n'
