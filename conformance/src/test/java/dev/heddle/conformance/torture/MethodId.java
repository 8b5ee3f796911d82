// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.torture;

import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Names a method of a library. */
record MethodId(String owner, String name, String descriptor) {

    static MethodId of(ClassNode owner, MethodNode method) {
        return new MethodId(owner.name, method.name, method.desc);
    }

    @Override
    public String toString() {
        return owner + "." + name + descriptor;
    }
}
