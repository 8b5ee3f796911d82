// SPDX-License-Identifier: Apache-2.0
module shop {
    requires dev.heddle.runtime;
}
