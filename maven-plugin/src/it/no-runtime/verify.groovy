// SPDX-License-Identifier: Apache-2.0
import dev.heddle.maven.it.Build

def build = new Build(basedir, localRepositoryPath, heddleVersion)
build.logged('[WARNING] The project has coroutines, but heddle-runtime, which they need to run, is not among its dependencies')
build.logged("<version>${heddleVersion}</version>")
build.logged('Transformed 1 coroutine in 1 class')
