// SPDX-License-Identifier: Apache-2.0
import dev.heddle.maven.it.Build

def build = new Build(basedir, localRepositoryPath, heddleVersion)
def place = build.source('shop/Dropper.java') + ':[20,9] HED101 '
build.logged('[WARNING] ' + place)
build.logged('1 warning, and heddle.failOnWarning is set: ' + place)
assert build.count('BUILD SUCCESS') == 1
assert build.count('BUILD FAILURE') == 1
