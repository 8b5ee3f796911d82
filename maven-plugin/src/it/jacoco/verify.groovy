// SPDX-License-Identifier: Apache-2.0
import groovy.xml.XmlSlurper

import dev.heddle.maven.it.Build

def build = new Build(basedir, localRepositoryPath, heddleVersion)
build.logged('Tests run: 1, Failures: 0, Errors: 0, Skipped: 0')

def parser = new XmlSlurper()
parser.setFeature('http://apache.org/xml/features/disallow-doctype-decl', false)
parser.setFeature('http://apache.org/xml/features/nonvalidating/load-external-dtd', false)
def lines = parser.parse(build.file('target/site/jacoco/jacoco.xml')).package.sourcefile.line
def covered = lines.findAll { it.@ci.toInteger() > 0 }.collect { it.@nr.toInteger() }
def missed = lines.findAll { it.@mi.toInteger() > 0 }.collect { it.@nr.toInteger() }
assert covered.containsAll([13, 14])
assert !missed.contains(14)
assert missed.contains(16)
