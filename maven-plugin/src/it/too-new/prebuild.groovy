// SPDX-License-Identifier: Apache-2.0
import dev.heddle.maven.it.Build

def build = new Build(basedir, localRepositoryPath, heddleVersion)

// No compiler makes such a class file yet, so patch one; as a resource, it comes to the others.
build.compile('src/template/java/Tomorrow.java', 'src/main/resources')
def tomorrow = build.file('src/main/resources/Tomorrow.class')
def bytes = tomorrow.bytes
bytes[7] = 127
tomorrow.bytes = bytes
return true
