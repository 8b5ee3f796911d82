// SPDX-License-Identifier: Apache-2.0
import dev.heddle.maven.it.Build

def build = new Build(basedir, localRepositoryPath, heddleVersion)
['heddle:transform', 'heddle:transform-tests', 'heddle:check', 'heddle:inspect', 'heddle:help'].each { build.logged(it) }
['heddle.skip', 'heddle.verify', 'heddle.includes', 'heddle.excludes', 'heddle.failOnWarning', 'heddle.class', 'heddle.method', 'heddle.format', 'heddle.output'].each { build.logged('User property: ' + it) }
