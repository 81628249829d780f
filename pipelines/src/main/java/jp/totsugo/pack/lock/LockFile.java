package jp.totsugo.pack.lock;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.table.CsvRows;

/**
 * How the packs of each insurer are locked: CSV with the columns {@code insurer} and {@code
 * password} or {@code age-recipient} (or both, of which a row fills one), others ignored. No two
 * insurers have the same password or key: each could open the pack of the other. The insurer {@code
 * unknown} stands for records of which nobody knows it.
 */
public final class LockFile {
  private static final String INSURER = "insurer";
  private static final String PASSWORD = "password";
  private static final String RECIPIENT = "age-recipient";

  private final Path file;
  private final SortedMap<Integer, Lock> locks = new TreeMap<>();
  private final SortedMap<Integer, String> passwords = new TreeMap<>();
  private final Map<Object, Long> lines = new HashMap<>();

  private LockFile(Path file) {
    this.file = file;
  }

  /** Reads and checks all of a file. */
  public static LockFile read(Path file) throws InvalidKeysException {
    LockFile locks = new LockFile(file);
    List<List<String>> rows = CsvRows.of(KeyText.read(file));
    if (rows.isEmpty()) {
      throw locks.invalid("empty");
    }
    locks.read(rows);
    if (locks.locks.isEmpty()) {
      throw locks.invalid("empty");
    }
    return locks;
  }

  private void read(List<List<String>> rows) throws InvalidKeysException {
    List<String> header = new ArrayList<>();
    rows.get(0).forEach(name -> header.add(name.strip()));
    int insurer = place(header, INSURER);
    int password = place(header, PASSWORD);
    int recipient = place(header, RECIPIENT);
    if (insurer < 0) {
      throw invalid("noColumn", INSURER);
    }
    if (password < 0 && recipient < 0) {
      throw invalid("noColumn", PASSWORD + ", " + RECIPIENT);
    }
    long line = 1 + lineBreaks(rows.get(0));
    for (List<String> row : rows.subList(1, rows.size())) {
      if (!row.stream().allMatch(String::isBlank)) {
        if (row.size() != header.size()) {
          throw invalid("fields", line + 1, row.size(), header.size());
        }
        add(
            line + 1,
            row.get(insurer).strip(),
            password < 0 ? "" : row.get(password),
            recipient < 0 ? "" : row.get(recipient).strip());
      }
      line += 1 + lineBreaks(row);
    }
  }

  private int place(List<String> header, String column) throws InvalidKeysException {
    int place = header.indexOf(column);
    if (place != header.lastIndexOf(column)) {
      throw invalid("columnTwice", column);
    }
    return place;
  }

  private static long lineBreaks(List<String> row) {
    return row.stream().flatMapToInt(String::chars).filter(c -> c == '\n').count();
  }

  private void add(long line, String number, String password, String recipient)
      throws InvalidKeysException {
    int insurer = insurer(number);
    if (insurer == InsurerNumber.INVALID) {
      throw invalid("insurer", line);
    }
    String shown = InsurerNumber.text(insurer);
    refuseTwice("insurerTwice", insurer, line, shown);
    if (password.isBlank() && recipient.isEmpty()) {
      throw invalid("neither", line, shown);
    }
    if (!password.isBlank() && !recipient.isEmpty()) {
      throw invalid("both", line, shown);
    }
    if (recipient.isEmpty()) {
      locks.put(insurer, passwordLock(line, shown, password));
      passwords.put(insurer, password);
    } else {
      locks.put(insurer, ageLock(line, shown, recipient));
    }
  }

  private Lock passwordLock(long line, String insurer, String password)
      throws InvalidKeysException {
    if (password.length() > PasswordLock.LONGEST) {
      throw invalid("passwordTooLong", line, insurer, PasswordLock.LONGEST);
    }
    if (!password.equals(password.strip()) || password.chars().anyMatch(Character::isISOControl)) {
      throw invalid("passwordCharacters", line, insurer);
    }
    refuseTwice("passwordTwice", PASSWORD + password, line, insurer);
    return new PasswordLock(password);
  }

  private Lock ageLock(long line, String insurer, String recipient) throws InvalidKeysException {
    if (recipient.toUpperCase(Locale.ROOT).startsWith(AgeIdentities.SECRET)) {
      throw invalid("secretKey", line, insurer);
    }
    Lock lock;
    try {
      lock = new AgeLock(recipient);
    } catch (GeneralSecurityException e) {
      throw invalid("recipient", line, insurer);
    }
    refuseTwice("recipientTwice", RECIPIENT + recipient, line, insurer);
    return lock;
  }

  private void refuseTwice(String mistake, Object key, long line, String insurer)
      throws InvalidKeysException {
    Long before = lines.putIfAbsent(key, line);
    if (before != null) {
      throw invalid(mistake, line, insurer, before);
    }
  }

  private InvalidKeysException invalid(String mistake, Object... values) {
    return InvalidKeysException.in(file, mistake, values);
  }

  /**
   * How the packs of an insurer are locked; empty if the file does not have it.
   *
   * @param insurer eight digits, or unknown
   */
  public Optional<Lock> lock(String insurer) {
    return Optional.ofNullable(locks.get(insurer(insurer)));
  }

  private static int insurer(String number) {
    return number.equals(InsurerNumber.text(InsurerNumber.UNKNOWN))
        ? InsurerNumber.UNKNOWN
        : InsurerNumber.parse(number);
  }

  /** The passwords, by insurer. */
  SortedMap<Integer, String> passwords() {
    return passwords;
  }
}
