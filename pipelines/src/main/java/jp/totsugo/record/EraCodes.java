package jp.totsugo.record;

/** A table of digits that stand for eras (年号コード). Letters (M T S H R) stand beside either. */
public enum EraCodes {
  /** Those of health insurance claims (レセプト): 明治 1, 大正 2, 昭和 3, 平成 4, 令和 5. */
  claims {
    @Override
    Era ofDigit(int digit) {
      return digit >= 1 && digit <= 5 ? Era.of(digit - 1) : null;
    }
  },
  /** Those of the pension office's notifications (年金機構の届書): 明治 1, 大正 3, 昭和 5, 平成 7, 令和 9. */
  pension {
    @Override
    Era ofDigit(int digit) {
      return digit % 2 == 1 && digit <= 9 ? Era.of(digit / 2) : null;
    }
  };

  abstract Era ofDigit(int digit);

  /** The era of a code, or null. */
  Era of(char code) {
    return code >= '0' && code <= '9' ? ofDigit(code - '0') : Era.ofLetter(code);
  }
}
