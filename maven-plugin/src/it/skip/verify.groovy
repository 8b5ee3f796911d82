// SPDX-License-Identifier: Apache-2.0
import dev.heddle.maven.it.Build

def build = new Build(basedir, localRepositoryPath, heddleVersion)
assert build.count('Skipped: heddle.skip is set') == 3
assert build.files('target/classes').collect { it.name } == ['Skipped.class']
assert !build.file('target/heddle').exists()
