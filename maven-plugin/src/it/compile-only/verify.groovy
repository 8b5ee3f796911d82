// SPDX-License-Identifier: Apache-2.0
import dev.heddle.maven.it.Build

def build = new Build(basedir, localRepositoryPath, heddleVersion)
build.logged('Transformed 2 coroutines in 1 class')
assert build.run('Demo') == 'Hello, world\n'
