package jp.totsugo.nation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import jp.totsugo.schema.PlantedError;

/**
 * Writes a synthetic nation: {@code uploads/} with one file an insurer, {@code register/} with the
 * residents' register and {@code truth/} with what was planted. Of several months each has a folder
 * named by its day, with the {@code answers/} received for it and the life of every issue in its
 * truth. All cores make pieces of it, one thread puts them in order.
 */
public final class Nation {
  private static final int CELLS_PER_PIECE = 32;
  private static final int PIECES_AHEAD_PER_THREAD = 4;

  /** Pieces wait in memory, and the heap is no larger for many threads. */
  private static final int MOST_PIECES_AHEAD = 64;

  /** Of CSV, whatever the format: a part holds the same people in each. */
  private static final long REGISTER_PART_BYTES = 1L << 30;

  /** A file that is none, where a container is asked for. */
  private static final byte[] NO_CONTAINER =
      "not a container\r\n".getBytes(TextEncoding.UTF_8.charset);

  private final Order order;
  private final Format format;
  private final Months months;
  private final Places places = new Places();
  private final Names names = new Names();
  private final MyNumbers numbers;
  private final List<Insurer> insurers;
  private final Deliveries deliveries;
  private final SwitchedOff switchedOff;
  private final Surges surges;
  private final Catalogue catalogue;
  private final Moves moves;
  private final Population population;
  private final ConcurrentLinkedQueue<Maker> idle = new ConcurrentLinkedQueue<>();

  /**
   * @throws IllegalArgumentException if the order cannot be met: too few records, or too many
   *     errors
   */
  public Nation(Order order) {
    this.order = order;
    format = order.format();
    months = new Months(order.asOf(), order.months());
    numbers = new MyNumbers(order.seed());
    insurers =
        new Insurers(
                places,
                order.seed(),
                order.months(),
                order.settings().share("joined_per_month"),
                format)
            .of(order.records(), order.prefecture());
    Insurer last = insurers.get(insurers.size() - 1);
    population = new Population(last.firstCell + last.cells(order.months()), order.months() > 1);
    deliveries = new Deliveries(insurers, order.months(), order.seed(), format);
    switchedOff = new SwitchedOff(order.months());
    surges = new Surges(insurers, order.months(), deliveries);
    catalogue = new Catalogue(order.settings(), order.seed(), insurers);
    moves = new Moves(insurers, order.months());
  }

  public int insurers() {
    return insurers.size();
  }

  /** Rows of all uploads of all months that can be read. */
  public long records() {
    long records = 0;
    for (int month = 1; month <= months.count; month++) {
      records += records(month);
    }
    return records;
  }

  private long records(int month) {
    return insurers.stream().mapToLong(insurer -> deliveries.rows(insurer, month)).sum();
  }

  /** The folder of a month, from 1 on, in that of the nation. */
  public Path monthFolder(Path folder, int month) {
    return months.count == 1
        ? folder
        : folder.resolve(LocalDate.ofEpochDay(months.day(month)).toString());
  }

  /** Makes pieces of the nation, one after another, in buffers that are used again. */
  private final class Maker {
    private final List<Site> sites = new ArrayList<>();
    private final IssueLives lives = new IssueLives(months, deliveries, switchedOff);
    private final UploadRows uploadRows = new UploadRows(places, numbers);
    private final RegisterRows registerRows = new RegisterRows(places);
    private final List<Bytes> uploads = new ArrayList<>();
    private final List<Bytes> registers = new ArrayList<>();

    Maker() {
      for (int month = 1; month <= months.count; month++) {
        sites.add(
            new Site(
                population,
                deliveries,
                switchedOff,
                surges,
                catalogue,
                moves,
                numbers,
                new People(order.settings(), places, names, months),
                names,
                insurers,
                months,
                month,
                order.settings()));
        uploads.add(new Bytes(1 << 20));
        registers.add(new Bytes(1 << 20));
      }
    }

    Piece make(Task task) throws IOException {
      Insurer insurer = task.insurer();
      uploads.forEach(Bytes::clear);
      registers.forEach(Bytes::clear);
      int[] rows = new int[months.count + 1];
      List<List<PlantedError>> planted = new ArrayList<>();
      for (int month = 1; month <= months.count; month++) {
        planted.add(new ArrayList<>());
      }
      IssueLives.Lines lines = new IssueLives.Lines(months.count);
      int end = Math.min(task.firstCell() + CELLS_PER_PIECE, insurer.cells(months.count));
      for (int cell = task.firstCell(); cell < end; cell++) {
        lives.clear();
        for (int month = 1; month <= months.count; month++) {
          if (cell < insurer.cells(deliveries.monthOfRows(insurer, month))) {
            rows[month] += make(insurer, cell, month);
            Site site = sites.get(month - 1);
            planted.get(month - 1).addAll(site.planted());
            if (months.count > 1) {
              lives.observe(site, month);
            }
          }
        }
        lives.tell(lines);
      }
      List<MonthPiece> ofMonths = new ArrayList<>();
      for (int month = 1; month <= months.count; month++) {
        Bytes register = registers.get(month - 1);
        ofMonths.add(
            new MonthPiece(
                rows[month],
                format.encode(uploads.get(month - 1), insurer.encoding, UploadRows.SCHEMA),
                format.encode(register, TextEncoding.UTF_8, RegisterRows.SCHEMA),
                register.length(),
                planted.get(month - 1),
                lines.issues.get(month),
                lines.answers.get(month)));
      }
      return new Piece(insurer, task.firstCell() == 0, ofMonths);
    }

    /** Makes a cell as it is in a month; returns how many of its rows are sent. */
    private int make(Insurer insurer, int cell, int month) {
      Site site = sites.get(month - 1);
      Bytes upload = uploads.get(month - 1);
      Bytes register = registers.get(month - 1);
      site.make(insurer, cell);
      boolean isSent = deliveries.holds(insurer, cell, month);
      boolean isWritten = isSent || deliveries.of(insurer, month) == Deliveries.Sent.REJECTED;
      for (int row = 0; row < site.count; row++) {
        Subscriber one = site.rows[row];
        one.myNumber = numbers.of(one.person);
        if (isWritten) {
          uploadRows.add(one, upload);
        } else if (row == 0 && isCut(insurer, cell, month)) {
          int before = upload.length();
          uploadRows.add(one, upload);
          upload.shorten((upload.length() - before) / 2);
        }
        if (one.registered) {
          one.myNumber = one.registerFollows ? numbers.of(one.carried) : one.myNumber;
          registerRows.add(one, register);
        }
      }
      for (int i = 0; i < site.registerOnlyCount; i++) {
        Subscriber one = site.registerOnly[i];
        one.myNumber = numbers.of(one.person);
        registerRows.add(one, register);
      }
      return isSent ? site.count : 0;
    }

    private boolean isCut(Insurer insurer, int cell, int month) {
      return deliveries.of(insurer, month) == Deliveries.Sent.CUT
          && cell == Deliveries.cutCell(insurer);
    }
  }

  /** Some rows of one insurer in every month. */
  private record Piece(Insurer insurer, boolean isFirst, List<MonthPiece> months) {}

  /**
   * Some rows of one insurer, in the form of the files, and what belongs to them.
   *
   * @param registerBytes how long the register's rows are in CSV
   */
  private record MonthPiece(
      int rows,
      byte[] upload,
      byte[] register,
      long registerBytes,
      List<PlantedError> planted,
      List<String> issues,
      List<String> answers) {}

  private record Task(Insurer insurer, int firstCell) {}

  /**
   * Writes everything below {@code folder}.
   *
   * @param progress is told how many records were written since it was told last
   */
  public void write(Path folder, int threads, LongConsumer progress)
      throws IOException, InterruptedException {
    List<Task> tasks = new ArrayList<>();
    for (Insurer insurer : insurers) {
      for (int cell = 0; cell < insurer.cells(months.count); cell += CELLS_PER_PIECE) {
        tasks.add(new Task(insurer, cell));
      }
    }
    Files.createDirectories(folder);
    List<MonthWriter> writers = new ArrayList<>();
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      for (int month = 1; month <= months.count; month++) {
        writers.add(new MonthWriter(folder, month));
      }
      Deque<Future<Piece>> ahead = new ArrayDeque<>();
      int mostAhead =
          Math.max(
              1, Math.min(PIECES_AHEAD_PER_THREAD * threads, MOST_PIECES_AHEAD) / months.count);
      int next = 0;
      while (next < tasks.size() || !ahead.isEmpty()) {
        while (next < tasks.size() && ahead.size() < mostAhead) {
          Task task = tasks.get(next++);
          ahead.add(workers.submit(() -> make(task)));
        }
        Piece piece = ahead.remove().get();
        for (int month = 0; month < months.count; month++) {
          writers.get(month).add(piece, piece.months.get(month));
          progress.accept(piece.months.get(month).rows);
        }
      }
      for (MonthWriter writer : writers) {
        writer.finish();
      }
      if (months.count > 1) {
        InsurerList.write(insurers, places, folder.resolve("insurers.csv"));
        surges.write(
            insurers,
            months.count,
            deliveries,
            monthFolder(folder, months.count).resolve("truth").resolve("signals.csv"));
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a piece of the nation could not be made", e.getCause());
    } finally {
      workers.shutdownNow();
      for (MonthWriter writer : writers) {
        writer.close();
      }
    }
  }

  private Piece make(Task task) throws IOException {
    Maker free = idle.poll();
    Maker maker = free == null ? new Maker() : free;
    Piece piece = maker.make(task);
    idle.add(maker);
    return piece;
  }

  /**
   * The files of one month being written: the upload of one insurer, one part of the register,
   * truth and answers.
   */
  private final class MonthWriter implements AutoCloseable {
    private final int month;
    private final Path folder;
    private final Path uploads;
    private final Path registers;
    private final Truth truth;
    private final UploadList list;
    private final LinesFile issues;
    private final LinesFile answers;
    private Insurer insurer;
    private Path uploadFile;
    private TableFile upload;
    private TableFile register;
    private int registerParts;
    private long registerBytes;

    MonthWriter(Path nation, int month) throws IOException {
      this.month = month;
      folder = Files.createDirectories(monthFolder(nation, month));
      uploads = Files.createDirectories(folder.resolve("uploads"));
      registers = Files.createDirectories(folder.resolve("register"));
      Path truthFolder = folder.resolve("truth");
      truth = new Truth(truthFolder);
      list = new UploadList(truthFolder.resolve("uploads.csv"));
      issues =
          months.count == 1
              ? null
              : new LinesFile(truthFolder.resolve("issues.csv"), IssueLives.ISSUES_HEADER);
      answers =
          month == 1
              ? null
              : new LinesFile(
                  Files.createDirectories(folder.resolve("answers")).resolve("answers.csv"),
                  IssueLives.ANSWERS_HEADER);
      switchedOff.writeSettings(folder.resolve("rules.yaml"), month);
      startRegister();
    }

    void add(Piece piece, MonthPiece ofMonth) throws IOException {
      if (piece.isFirst) {
        startUpload(piece.insurer);
      }
      if (upload != null) {
        upload.add(ofMonth.upload);
      }
      if (registerBytes >= REGISTER_PART_BYTES) {
        startRegister();
      }
      register.add(ofMonth.register);
      registerBytes += ofMonth.registerBytes;
      truth.add(ofMonth.planted);
      if (issues != null) {
        issues.add(ofMonth.issues);
      }
      if (answers != null) {
        answers.add(ofMonth.answers);
      }
    }

    private void startUpload(Insurer next) throws IOException {
      finishUpload();
      insurer = next;
      uploadFile = uploads.resolve(insurer.file());
      Deliveries.Sent sent = deliveries.of(insurer, month);
      if (sent == Deliveries.Sent.NOTHING) {
        return;
      }
      Bytes header = new Bytes(0);
      if (sent == Deliveries.Sent.REJECTED) {
        if (format != Format.csv) {
          Files.write(uploadFile, NO_CONTAINER);
          list.add(uploadFile);
          return;
        }
        UploadRows.unusableHeader(insurer, header);
      } else {
        UploadRows.header(insurer, header);
      }
      upload = format.create(uploadFile, header, UploadRows.SCHEMA);
    }

    private void finishUpload() throws IOException {
      if (upload != null) {
        upload.close();
        upload = null;
        list.add(uploadFile);
      }
    }

    private void startRegister() throws IOException {
      if (register != null) {
        register.close();
      }
      registerParts++;
      registerBytes = 0;
      Bytes header = new Bytes(0);
      RegisterRows.header(header);
      String file = format.fileName(String.format(Locale.ROOT, "register-%03d", registerParts));
      register = format.create(registers.resolve(file), header, RegisterRows.SCHEMA);
    }

    /** To be called behind the last piece. */
    void finish() throws IOException {
      finishUpload();
      describe(month, folder.resolve("truth").resolve("nation.json"), truth.counts());
    }

    @Override
    public void close() throws IOException {
      try (truth;
          list;
          issues;
          answers;
          TableFile lastUpload = upload;
          TableFile lastRegister = register) {
        // Each is closed even if the others cannot be.
      }
    }
  }

  private void describe(int month, Path file, Map<String, Long> planted) throws IOException {
    Map<String, Object> nation = new LinkedHashMap<>();
    nation.put("records", records(month));
    nation.put("seed", order.seed());
    nation.put("asOf", LocalDate.ofEpochDay(months.day(month)).toString());
    nation.put("month", month);
    nation.put("months", order.months());
    nation.put("prefecture", order.prefecture());
    nation.put("format", format);
    nation.put("insurers", insurers.size());
    if (months.count > 1) {
      nation.put("sent", deliveries.of(month));
    }
    nation.put("planted", planted);
    nation.put("settings", order.settings());
    try (OutputStream out = Files.newOutputStream(file)) {
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(out, nation);
    }
  }
}
