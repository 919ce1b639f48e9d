package dev.coordtest.coordtest.shrink;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Whole numbers that are nearer to nothing than another. */
final class Numbers {
    private Numbers() {}

    /** 0, 1, the half and one less, as far as they are smaller; the smallest first. */
    static List<String> smaller(String digits) {
        BigInteger number = new BigInteger(digits);
        List<String> smaller = new ArrayList<>();
        for (BigInteger each :
                List.of(BigInteger.ZERO, BigInteger.ONE, number.shiftRight(1), number.subtract(BigInteger.ONE))) {
            String text = each.toString();
            if (each.signum() >= 0 && each.compareTo(number) < 0 && !smaller.contains(text)) smaller.add(text);
        }
        return smaller;
    }
}
