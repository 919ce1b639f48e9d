package dev.coordtest.mutants;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An edit of all methods of one name in one class.
 *
 * @param type the binary name of the class
 */
public record Patch(String type, String method, Edit edit) {
    private static final ClassDesc FUEL = ClassDesc.of(Fuel.class.getName());

    /**
     * A patch that was found by looking through a class.
     *
     * @param line the line that it changes
     * @param call what is called at the place that it changes; empty if that is no call
     */
    record Found(Patch patch, int line, String call) {}

    /** Every slip that can be made in a class, method by method. */
    static List<Found> slips(byte[] classFile, String type) {
        ClassModel model = ClassFile.of().parse(classFile);
        List<Found> found = new ArrayList<>();
        for (Operator operator : Operator.values()) {
            java.util.TreeMap<String, Integer> numbers = new java.util.TreeMap<>();
            for (MethodModel method : model.methods()) {
                if (method.code().isEmpty() || isInitializer(method)) continue;
                String name = method.methodName().stringValue();
                CodeModel code = method.code().get();
                for (int place : operator.places(code)) {
                    int number = numbers.merge(name, 1, Integer::sum) - 1;
                    Patch patch = new Patch(type, name, new Edit.Slip(operator, number));
                    found.add(new Found(patch, line(code.elementList(), place), call(code.elementList(), place)));
                }
            }
        }
        return found;
    }

    /** Those of records and enums are the compiler's, and constructors set up what everything needs. */
    private static boolean isInitializer(MethodModel method) {
        String name = method.methodName().stringValue();
        boolean isOfTheCompiler =
                method.flags().has(java.lang.reflect.AccessFlag.SYNTHETIC) && !name.startsWith("lambda$")
                        || List.of("toString", "hashCode", "equals", "values", "valueOf")
                                .contains(name)
                        || method.findAttribute(Attributes.code())
                                .flatMap(code -> code.findAttribute(Attributes.lineNumberTable()))
                                .isEmpty();
        return isOfTheCompiler || name.startsWith("<");
    }

    private static int line(List<CodeElement> code, int place) {
        for (int i = place; i >= 0; i--) if (code.get(i) instanceof LineNumber line) return line.line();
        return 0;
    }

    private static String call(List<CodeElement> code, int place) {
        if (!(code.get(place) instanceof InvokeInstruction call)) return "";
        return call.owner().asSymbol().displayName() + "." + call.name();
    }

    /** The class file with the edit. Throws {@link LinkageError} if there was nothing to edit: no test takes that for a bug found. */
    byte[] apply(byte[] classFile) {
        int[] edits = new int[1];
        int[] slips = new int[1];
        ClassFile files = ClassFile.of();
        ClassModel model = files.parse(classFile);
        byte[] patched = files.transformClass(model, (to, element) -> {
            if (element instanceof MethodModel found && found.methodName().equalsString(method)) {
                to.transformMethod(found, edited(found, edits, slips));
            } else {
                to.with(element);
            }
        });
        if (edits[0] == 0) throw new LinkageError("nothing to patch: " + this);
        return patched;
    }

    /** The class file with methods that burn {@link Fuel} where they start and where they jump back. */
    static byte[] fuelled(byte[] classFile) {
        ClassFile files = ClassFile.of();
        return files.transformClass(files.parse(classFile), (to, element) -> {
            if (element instanceof MethodModel method && method.code().isPresent()) {
                to.transformMethod(method, MethodTransform.transformingCode(burning()));
            } else {
                to.with(element);
            }
        });
    }

    private static CodeTransform burning() {
        Set<Label> passed = new HashSet<>();
        return new CodeTransform() {
            @Override
            public void atStart(CodeBuilder to) {
                burn(to);
            }

            @Override
            public void accept(CodeBuilder to, CodeElement element) {
                if (element instanceof LabelTarget target) passed.add(target.label());
                if (element instanceof BranchInstruction branch && passed.contains(branch.target())) burn(to);
                to.with(element);
            }
        };
    }

    private static void burn(CodeBuilder to) {
        to.invokestatic(FUEL, "burn", MethodTypeDesc.of(ConstantDescs.CD_void));
    }

    private MethodTransform edited(MethodModel method, int[] edits, int[] slips) {
        return switch (edit) {
            case Edit.Return(var result) -> {
                edits[0]++;
                yield replaced(method, result);
            }
            case Edit.CallInstead call ->
                MethodTransform.transformingCode((code, element) -> callInstead(call, code, element, edits));
            case Edit.Skip skip ->
                MethodTransform.transformingCode((code, element) -> skip(skip, code, element, edits));
            case Edit.ReadInstead read ->
                MethodTransform.transformingCode((code, element) -> readInstead(read, code, element, edits));
            case Edit.Slip slip -> MethodTransform.transformingCode(slipping(slip, method, edits, slips));
        };
    }

    /** @param slips how many places methods of the name had before this one */
    private static CodeTransform slipping(Edit.Slip slip, MethodModel method, int[] edits, int[] slips) {
        List<Integer> places = method.code().map(slip.operator()::places).orElse(List.of());
        int number = slip.number() - slips[0];
        slips[0] += places.size();
        int place = number >= 0 && number < places.size() ? places.get(number) : -1;
        int[] at = new int[1];
        return (code, element) -> {
            if (at[0]++ == place) {
                edits[0]++;
                slip.operator().apply(element, code);
            } else {
                code.with(element);
            }
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
