// SPDX-License-Identifier: Apache-2.0
import dev.heddle.maven.it.Build

def build = new Build(basedir, localRepositoryPath, heddleVersion)
['heddle:transform', 'heddle:transform-tests', 'heddle:check', 'heddle:inspect', 'heddle:help'].each { build.logged(it) }
['skip', 'verify', 'includes', 'excludes', 'failOnWarning', 'class', 'method', 'format', 'output'].each { build.logged('User property: heddle.' + it) }
return true
