// SPDX-License-Identifier: Apache-2.0
class WarmUp {
    int one() {
        return 1;
    }
}
