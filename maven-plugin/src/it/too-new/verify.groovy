// SPDX-License-Identifier: Apache-2.0
import dev.heddle.maven.it.Build

def build = new Build(basedir, localRepositoryPath, heddleVersion)
build.logged('Tomorrow')
assert build.log() =~ /Tomorrow.*\[1,1] HED009 .*127/
assert build.file('target/classes/Tomorrow.class').bytes[7] == 127
