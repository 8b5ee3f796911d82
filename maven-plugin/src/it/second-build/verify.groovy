// SPDX-License-Identifier: Apache-2.0
import dev.heddle.maven.it.Build

def build = new Build(basedir, localRepositoryPath, heddleVersion)
build.logged('Transformed 1 coroutine in 1 class')
build.logged('Nothing to compile')
build.logged('Nothing to transform: 1 class is up to date')

def classes = build.files('target/classes')
assert classes.any { it.name == 'Twice$twice$Async.class' }
assert classes.every { it.lastModified() <= build.endOfBuild(1) }
