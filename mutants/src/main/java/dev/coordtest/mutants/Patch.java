package dev.coordtest.mutants;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.util.List;

/**
 * An edit of all methods of one name in one class.
 *
 * @param type the binary name of the class
 */
public record Patch(String type, String method, Edit edit) {
    /** The class file with the edit. Throws {@link LinkageError} if there was nothing to edit: no test takes that for a bug found. */
    byte[] apply(byte[] classFile) {
        int[] edits = new int[1];
        ClassFile files = ClassFile.of();
        ClassModel model = files.parse(classFile);
        byte[] patched = files.transformClass(model, (to, element) -> {
            if (element instanceof MethodModel found && found.methodName().equalsString(method)) {
                to.transformMethod(found, edited(found, edits));
            } else {
                to.with(element);
            }
        });
        if (edits[0] == 0) throw new LinkageError("nothing to patch: " + this);
        return patched;
    }

    private MethodTransform edited(MethodModel method, int[] edits) {
        return switch (edit) {
            case Edit.Return(var result) -> {
                edits[0]++;
                yield replaced(method, result);
            }
            case Edit.CallInstead call ->
                MethodTransform.transformingCode((code, element) -> callInstead(call, code, element, edits));
            case Edit.Skip skip ->
                MethodTransform.transformingCode((code, element) -> skip(skip, code, element, edits));
            case Edit.NegateIdentity(var number) -> MethodTransform.transformingCode(negating(number, edits));
            case Edit.ReadInstead read ->
                MethodTransform.transformingCode((code, element) -> readInstead(read, code, element, edits));
        };
    }

    private static MethodTransform replaced(MethodModel method, int result) {
        return (to, element) -> {
            if (!(element instanceof java.lang.classfile.CodeModel)) {
                to.with(element);
                return;
            }
            to.withCode(code -> {
                push(method.methodTypeSymbol().returnType(), result, code);
                code.return_(TypeKind.from(method.methodTypeSymbol().returnType()));
            });
        };
    }

    private static void callInstead(Edit.CallInstead call, CodeBuilder code, CodeElement element, int[] edits) {
        if (element instanceof InvokeInstruction made && isCall(made, call.owner(), call.method())) {
            edits[0]++;
            code.invoke(made.opcode(), made.owner().asSymbol(), call.instead(), made.typeSymbol(), made.isInterface());
        } else {
            code.with(element);
        }
    }

    private static void skip(Edit.Skip skip, CodeBuilder code, CodeElement element, int[] edits) {
        if (!(element instanceof InvokeInstruction made) || !isCall(made, skip.owner(), skip.method())) {
            code.with(element);
            return;
        }
        edits[0]++;
        List<ClassDesc> arguments = made.typeSymbol().parameterList();
        for (int i = arguments.size() - 1; i >= 0; i--) pop(arguments.get(i), code);
        if (made.opcode() != Opcode.INVOKESTATIC) code.pop();
        push(made.typeSymbol().returnType(), skip.result(), code);
    }

    private static CodeTransform negating(int number, int[] edits) {
        int[] seen = new int[1];
        return (code, element) -> {
            boolean isIdentity = element instanceof BranchInstruction branch
                    && (branch.opcode() == Opcode.IF_ACMPEQ || branch.opcode() == Opcode.IF_ACMPNE);
            if (isIdentity && seen[0]++ == number && element instanceof BranchInstruction branch) {
                edits[0]++;
                Opcode other = branch.opcode() == Opcode.IF_ACMPEQ ? Opcode.IF_ACMPNE : Opcode.IF_ACMPEQ;
                code.branch(other, branch.target());
            } else {
                code.with(element);
            }
        };
    }

    private static void readInstead(Edit.ReadInstead read, CodeBuilder code, CodeElement element, int[] edits) {
        if (element instanceof FieldInstruction found
                && found.opcode() == Opcode.GETFIELD
                && found.name().equalsString(read.field())) {
            edits[0]++;
            code.getfield(found.owner().asSymbol(), read.instead(), found.typeSymbol());
        } else {
            code.with(element);
        }
    }

    private static boolean isCall(InvokeInstruction made, String owner, String method) {
        return made.name().equalsString(method)
                && made.owner().asInternalName().replace('/', '.').endsWith(owner);
    }

    private static void pop(ClassDesc type, CodeBuilder code) {
        if (TypeKind.from(type).slotSize() == 2) code.pop2();
        else code.pop();
    }

    private static void push(ClassDesc type, int value, CodeBuilder code) {
        switch (TypeKind.from(type)) {
            case VOID -> {}
            case REFERENCE -> code.aconst_null();
            case LONG -> code.loadConstant((long) value);
            case FLOAT -> code.loadConstant((float) value);
            case DOUBLE -> code.loadConstant((double) value);
            case INT, BOOLEAN, BYTE, SHORT, CHAR -> code.loadConstant(value);
        }
    }
}
