package dev.coordtest.mutants;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.util.List;

/**
 * Finds the checks that end the process: {@code if (…) throw new IllegalStateException(…)}. No input reaches their throw, so what its message says, and on which side of a bound the check is, cannot be
 * seen.
 */
final class Invariants {
    /** How far behind a comparison its branch can be, and behind a branch its throw. */
    private static final int NEAR = 6;

    private Invariants() {}

    private static boolean isThrown(CodeElement element) {
        return element instanceof NewObjectInstruction made
                && made.className().asInternalName().equals("java/lang/IllegalStateException");
    }

    /** Of each element whether it only makes such an exception. */
    static boolean[] messages(List<CodeElement> code) {
        boolean[] messages = new boolean[code.size()];
        boolean inside = false;
        for (int i = 0; i < messages.length; i++) {
            inside |= isThrown(code.get(i));
            messages[i] = inside;
            if (code.get(i) instanceof ThrowInstruction) inside = false;
        }
        return messages;
    }

    /** Whether a comparison decides about such a throw. */
    static boolean isGuardedBy(List<CodeElement> code, int comparison) {
        for (int i = comparison; i < Math.min(code.size(), comparison + NEAR); i++) {
            if (!(code.get(i) instanceof BranchInstruction branch)) continue;
            if (branch.opcode() == Opcode.GOTO) return false;
            return throwsSoon(code, i + 1) || throwsSoon(code, indexOf(code, branch.target()));
        }
        return false;
    }

    private static int indexOf(List<CodeElement> code, Label label) {
        for (int i = 0; i < code.size(); i++) {
            if (code.get(i) instanceof LabelTarget target && target.label().equals(label)) return i;
        }
        return code.size();
    }

    private static boolean throwsSoon(List<CodeElement> code, int from) {
        for (int i = from; i < Math.min(code.size(), from + NEAR); i++) {
            if (isThrown(code.get(i))) return true;
            if (code.get(i) instanceof BranchInstruction) return false;
        }
        return false;
    }
}
