// SPDX-License-Identifier: Apache-2.0
import groovy.json.JsonSlurper

import dev.heddle.maven.it.Build

def build = new Build(basedir, localRepositoryPath, heddleVersion)
build.logged('shop.Shop.total')
assert !build.containsAny('shop.Shop.notAskedFor')
assert new JsonSlurper().parse(build.file('target/heddle/inspect.json'))
build.logged("Wrote 2 coroutines to ${build.file('target/heddle/inspect.json')}")
assert build.file('report/page.html').text.contains('notAskedFor')
