// SPDX-License-Identifier: Apache-2.0
import dev.heddle.maven.it.Build

def build = new Build(basedir, localRepositoryPath, heddleVersion)

// All of them in one go: a caret below the place and the code that is expected there.
def expected = []
['shop/Refused.java', 'shop/AnotherFile.java'].each { name ->
    def line = 0
    new File(build.source(name)).eachLine { text, number ->
        def caret = text =~ /^\s*\/\/\s*\^ (HED\d+)$/
        if (caret) {
            expected << "${build.source(name)}:[${line},${text.indexOf('^') + 1}] ${caret[0][1]} ".toString()
        } else {
            line = number
        }
    }
}
assert expected.size() == 10
expected.each { build.logged('[ERROR] ' + it) }
assert build.countMatches(/\[ERROR\] \S+:\[\d+,\d+\] HED\d+ /) == expected.size()

// With the line and a caret, and then once more in the one exception.
build.logged('        return 1 + await(stock);\n                   ^\n')
build.logged('10 errors; the first: ')
