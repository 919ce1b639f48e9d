package dev.coordtest.mutants;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.constant.ClassDesc;
import java.util.List;
import java.util.Optional;

/** A kind of slip that a programmer makes: where in a method it can be made, and what the method is then. */
public enum Operator {
    /** A condition comes out the other way. */
    NEGATE {
        @Override
        boolean isPlace(List<CodeElement> code, int at) {
            return code.get(at) instanceof BranchInstruction branch && opposite(branch.opcode()) != branch.opcode();
        }

        @Override
        void apply(CodeElement element, CodeBuilder to) {
            BranchInstruction branch = (BranchInstruction) element;
            to.branch(opposite(branch.opcode()), branch.target());
        }
    },
    /** A comparison takes in the bound that it left out, or leaves out the one that it took in. */
    BOUNDARY {
        @Override
        boolean isPlace(List<CodeElement> code, int at) {
            boolean compares =
                    code.get(at) instanceof BranchInstruction branch && widened(branch.opcode()) != branch.opcode()
                            || code.get(at) instanceof InvokeInstruction call
                                    && Calls.widened(call).isPresent();
            return compares && !Invariants.isGuardedBy(code, at);
        }

        @Override
        void apply(CodeElement element, CodeBuilder to) {
            if (element instanceof BranchInstruction branch) to.branch(widened(branch.opcode()), branch.target());
            else Calls.instead(element, Calls.widened((InvokeInstruction) element), to);
        }
    },
    /** One more or one less is forgotten. */
    OFF_BY_ONE {
        @Override
        boolean isPlace(List<CodeElement> code, int at) {
            if (!(code.get(at) instanceof ConstantInstruction constant) || !isOne(constant)) return false;
            Instruction next = next(code, at);
            boolean adds = next instanceof OperatorInstruction operator
                    && List.of(Opcode.LADD, Opcode.LSUB, Opcode.IADD, Opcode.ISUB)
                            .contains(operator.opcode());
            return adds
                    || next instanceof InvokeInstruction call
                            && Calls.isNamed(call, "saturatingAdd", "saturatingSubtract");
        }

        private static boolean isOne(ConstantInstruction constant) {
            return constant.constantValue() instanceof Number number
                    && number.longValue() == 1
                    && (constant.typeKind() == TypeKind.LONG || constant.typeKind() == TypeKind.INT);
        }

        @Override
        void apply(CodeElement element, CodeBuilder to) {
            if (((ConstantInstruction) element).typeKind() == TypeKind.LONG) to.loadConstant(0L);
            else to.loadConstant(0);
        }
    },
    /** The smaller of two is taken for the larger. */
    MIN_MAX {
        @Override
        boolean isPlace(List<CodeElement> code, int at) {
            return code.get(at) instanceof InvokeInstruction call
                    && Calls.swapped(call, "min", "max").isPresent();
        }

        @Override
        void apply(CodeElement element, CodeBuilder to) {
            Calls.instead(element, Calls.swapped((InvokeInstruction) element, "min", "max"), to);
        }
    },
    /** The earlier of two frontiers is taken for the later. */
    MEET_JOIN {
        @Override
        boolean isPlace(List<CodeElement> code, int at) {
            return code.get(at) instanceof InvokeInstruction call
                    && Calls.swapped(call, "meet", "join").isPresent();
        }

        @Override
        void apply(CodeElement element, CodeBuilder to) {
            Calls.instead(element, Calls.swapped((InvokeInstruction) element, "meet", "join"), to);
        }
    },
    /** A call is forgotten whose value nobody wants. */
    REMOVE_CALL {
        @Override
        boolean isPlace(List<CodeElement> code, int at) {
            if (!(code.get(at) instanceof InvokeInstruction call) || call.name().equalsString("<init>")) return false;
            boolean isVoid = TypeKind.from(call.typeSymbol().returnType()) == TypeKind.VOID;
            boolean isUnused = next(code, at) instanceof StackInstruction stack
                    && (stack.opcode() == Opcode.POP || stack.opcode() == Opcode.POP2);
            return isVoid || isUnused && !Calls.isNamed(call, "requireNonNull");
        }

        @Override
        void apply(CodeElement element, CodeBuilder to) {
            Calls.skip((InvokeInstruction) element, 0, to);
        }
    },
    /** What a call was given is taken for what it gives back. */
    ARGUMENT {
        @Override
        boolean isPlace(List<CodeElement> code, int at) {
            return code.get(at) instanceof InvokeInstruction call && Calls.givesItsOwn(call);
        }

        @Override
        void apply(CodeElement element, CodeBuilder to) {
            for (ClassDesc argument : Calls.surplus((InvokeInstruction) element)) Calls.pop(argument, to);
        }
    };

    /** Whether the slip can be made at an element of a method's code. */
    abstract boolean isPlace(List<CodeElement> code, int at);

    /** Writes what stands there then. */
    abstract void apply(CodeElement element, CodeBuilder to);

    /** The elements at which it can be made, in order; what only makes the message of a broken invariant is none. */
    List<Integer> places(CodeModel method) {
        List<CodeElement> code = method.elementList();
        boolean[] inThrow = Invariants.messages(code);
        return java.util.stream.IntStream.range(0, code.size())
                .filter(at -> !inThrow[at] && isPlace(code, at))
                .boxed()
                .toList();
    }

    /** The next instruction, labels and lines aside. */
    private static Instruction next(List<CodeElement> code, int at) {
        for (int i = at + 1; i < code.size(); i++) if (code.get(i) instanceof Instruction next) return next;
        throw new IllegalStateException("code that does not end");
    }

    private static Opcode opposite(Opcode branch) {
        return switch (branch) {
            case IFEQ -> Opcode.IFNE;
            case IFNE -> Opcode.IFEQ;
            case IFLT -> Opcode.IFGE;
            case IFGE -> Opcode.IFLT;
            case IFGT -> Opcode.IFLE;
            case IFLE -> Opcode.IFGT;
            case IF_ICMPEQ -> Opcode.IF_ICMPNE;
            case IF_ICMPNE -> Opcode.IF_ICMPEQ;
            case IF_ICMPLT -> Opcode.IF_ICMPGE;
            case IF_ICMPGE -> Opcode.IF_ICMPLT;
            case IF_ICMPGT -> Opcode.IF_ICMPLE;
            case IF_ICMPLE -> Opcode.IF_ICMPGT;
            case IF_ACMPEQ -> Opcode.IF_ACMPNE;
            case IF_ACMPNE -> Opcode.IF_ACMPEQ;
            case IFNULL -> Opcode.IFNONNULL;
            case IFNONNULL -> Opcode.IFNULL;
            default -> branch;
        };
    }

    private static Opcode widened(Opcode branch) {
        return switch (branch) {
            case IFLT -> Opcode.IFLE;
            case IFLE -> Opcode.IFLT;
            case IFGT -> Opcode.IFGE;
            case IFGE -> Opcode.IFGT;
            case IF_ICMPLT -> Opcode.IF_ICMPLE;
            case IF_ICMPLE -> Opcode.IF_ICMPLT;
            case IF_ICMPGT -> Opcode.IF_ICMPGE;
            case IF_ICMPGE -> Opcode.IF_ICMPGT;
            default -> branch;
        };
    }

    /** Calls, and what can stand for them. */
    private static final class Calls {
        static boolean isNamed(InvokeInstruction call, String... names) {
            return List.of(names).contains(call.name().stringValue());
        }

        static Optional<String> swapped(InvokeInstruction call, String one, String other) {
            boolean isOurs = call.owner().asInternalName().startsWith("dev/coordtest/repr/")
                    || call.owner().asInternalName().equals("java/lang/Math");
            if (!isOurs) return Optional.empty();
            if (isNamed(call, one)) return Optional.of(other);
            return isNamed(call, other) ? Optional.of(one) : Optional.empty();
        }

        /** The comparison of times and frontiers that differs at the bound. */
        static Optional<String> widened(InvokeInstruction call) {
            Optional<String> ofTimes = swapped(call, "lessThan", "lessEqual");
            boolean isTime = call.owner().asInternalName().endsWith("/Times");
            return isTime ? ofTimes : swapped(call, "isBeyond", "isAtLeast");
        }

        static void instead(CodeElement element, Optional<String> other, CodeBuilder to) {
            InvokeInstruction call = (InvokeInstruction) element;
            to.invoke(
                    call.opcode(), call.owner().asSymbol(), other.orElseThrow(), call.typeSymbol(), call.isInterface());
        }

        /** The call is not made; where it gave something it gives {@code result}, which is null of objects. */
        static void skip(InvokeInstruction call, int result, CodeBuilder to) {
            List<ClassDesc> arguments = call.typeSymbol().parameterList();
            for (int i = arguments.size() - 1; i >= 0; i--) pop(arguments.get(i), to);
            if (call.opcode() != Opcode.INVOKESTATIC) to.pop();
            push(call.typeSymbol().returnType(), result, to);
        }

        /** Whether the receiver, or the first argument of a static method, could be taken for the value. */
        static boolean givesItsOwn(InvokeInstruction call) {
            ClassDesc value = call.typeSymbol().returnType();
            String owner = call.owner().asInternalName();
            if (call.opcode() == Opcode.INVOKESTATIC) {
                List<ClassDesc> parameters = call.typeSymbol().parameterList();
                return owner.startsWith("dev/coordtest/")
                        && !parameters.isEmpty()
                        && parameters.getFirst().equals(value);
            }
            return owner.startsWith("dev/coordtest/")
                    && call.opcode() != Opcode.INVOKESPECIAL
                    && call.owner().asSymbol().equals(value);
        }

        /** The arguments above the one that is taken for the value, the last first. */
        static List<ClassDesc> surplus(InvokeInstruction call) {
            List<ClassDesc> parameters = call.typeSymbol().parameterList();
            int kept = call.opcode() == Opcode.INVOKESTATIC ? 1 : 0;
            return parameters.subList(kept, parameters.size()).reversed();
        }

        static void pop(ClassDesc type, CodeBuilder to) {
            if (TypeKind.from(type).slotSize() == 2) to.pop2();
            else to.pop();
        }

        static void push(ClassDesc type, int value, CodeBuilder to) {
            switch (TypeKind.from(type)) {
                case VOID -> {}
                case REFERENCE -> to.aconst_null();
                case LONG -> to.loadConstant((long) value);
                case FLOAT -> to.loadConstant((float) value);
                case DOUBLE -> to.loadConstant((double) value);
                case INT, BOOLEAN, BYTE, SHORT, CHAR -> to.loadConstant(value);
            }
        }
    }
}
