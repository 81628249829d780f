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
 * residents' register and {@code truth/} with what was planted. All cores make pieces of it, one
 * thread puts them in order.
 */
public final class Nation {
  private static final int CELLS_PER_PIECE = 32;
  private static final int PIECES_AHEAD_PER_THREAD = 4;

  /** Pieces wait in memory, and the heap is no larger for many threads. */
  private static final int MOST_PIECES_AHEAD = 64;

  /** Of CSV, whatever the format: a part holds the same people in each. */
  private static final long REGISTER_PART_BYTES = 1L << 30;

  private final Order order;
  private final Format format;
  private final int month;
  private final Months months;
  private final Places places = new Places();
  private final Names names = new Names();
  private final MyNumbers numbers;
  private final List<Insurer> insurers;
  private final Catalogue catalogue;
  private final Moves moves;
  private final Population population;
  private final ConcurrentLinkedQueue<Maker> idle = new ConcurrentLinkedQueue<>();

  /**
   * @throws IllegalArgumentException if the order cannot be met: too few records, or too many
   *     errors
   */
  public Nation(Order order) {
    this(order, 1);
  }

  /**
   * The same nation in one of the order's months.
   *
   * @throws IllegalArgumentException if the order cannot be met: too few records, or too many
   *     errors
   */
  public Nation(Order order, int month) {
    this.order = order;
    format = order.format();
    this.month = month;
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
    population = new Population(last.firstCell + last.cells(order.months()));
    catalogue = new Catalogue(order.settings(), order.seed(), insurers);
    moves = new Moves(insurers, order.months());
  }

  public int insurers() {
    return insurers.size();
  }

  /** Rows of all uploads of this month together. */
  public long records() {
    return insurers.stream()
        .mapToLong(insurer -> insurer.rows + (month - 1L) * insurer.joiners)
        .sum();
  }

  /** Makes pieces of the nation, one after another, in buffers that are used again. */
  private final class Maker {
    private final Site site =
        new Site(
            population,
            catalogue,
            moves,
            numbers,
            new People(order.settings(), places, names, months),
            names,
            insurers,
            months,
            month,
            order.settings());
    private final UploadRows uploadRows = new UploadRows(places, numbers);
    private final RegisterRows registerRows = new RegisterRows(places);
    private final Bytes upload = new Bytes(1 << 20);
    private final Bytes register = new Bytes(1 << 20);

    Piece make(Task task) throws IOException {
      Insurer insurer = task.insurer();
      upload.clear();
      register.clear();
      int rows = 0;
      int end = Math.min(task.firstCell() + CELLS_PER_PIECE, insurer.cells(month));
      for (int cell = task.firstCell(); cell < end; cell++) {
        site.make(insurer, cell);
        for (int row = 0; row < site.count; row++) {
          Subscriber one = site.rows[row];
          one.myNumber = numbers.of(one.person);
          uploadRows.add(one, upload);
          if (one.registered) {
            registerRows.add(one, register);
          }
        }
        for (int i = 0; i < site.registerOnlyCount; i++) {
          Subscriber one = site.registerOnly[i];
          one.myNumber = numbers.of(one.person);
          registerRows.add(one, register);
        }
        rows += site.count;
      }
      List<PlantedError> planted = new ArrayList<>(site.planted);
      site.planted.clear();
      return new Piece(
          insurer,
          task.firstCell() == 0,
          rows,
          format.encode(upload, insurer.encoding, UploadRows.SCHEMA),
          format.encode(register, TextEncoding.UTF_8, RegisterRows.SCHEMA),
          register.length(),
          planted);
    }
  }

  /**
   * Some rows of one insurer, in the form of the files, and what belongs to them.
   *
   * @param registerBytes how long the register's rows are in CSV
   */
  private record Piece(
      Insurer insurer,
      boolean isFirst,
      int rows,
      byte[] upload,
      byte[] register,
      long registerBytes,
      List<PlantedError> planted) {}

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
      for (int cell = 0; cell < insurer.cells(month); cell += CELLS_PER_PIECE) {
        tasks.add(new Task(insurer, cell));
      }
    }
    Files.createDirectories(folder);
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try (Truth truth = new Truth(folder.resolve("truth"));
        UploadList list = new UploadList(folder.resolve("truth").resolve("uploads.csv"));
        Sinks sinks = new Sinks(folder, list)) {
      Deque<Future<Piece>> ahead = new ArrayDeque<>();
      int mostAhead = Math.min(PIECES_AHEAD_PER_THREAD * threads, MOST_PIECES_AHEAD);
      int next = 0;
      while (next < tasks.size() || !ahead.isEmpty()) {
        while (next < tasks.size() && ahead.size() < mostAhead) {
          Task task = tasks.get(next++);
          ahead.add(workers.submit(() -> make(task)));
        }
        Piece piece = ahead.remove().get();
        sinks.add(piece);
        truth.add(piece.planted);
        progress.accept(piece.rows);
      }
      sinks.finishUpload();
      describe(folder.resolve("truth").resolve("nation.json"), truth.counts());
    } catch (ExecutionException e) {
      throw new IllegalStateException("a piece of the nation could not be made", e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private Piece make(Task task) throws IOException {
    Maker free = idle.poll();
    Maker maker = free == null ? new Maker() : free;
    Piece piece = maker.make(task);
    idle.add(maker);
    return piece;
  }

  /** The files being written: the upload of one insurer, and one part of the register. */
  private final class Sinks implements AutoCloseable {
    private final Path uploads;
    private final Path registers;
    private final UploadList list;
    private Path uploadFile;
    private TableFile upload;
    private TableFile register;
    private int registerParts;
    private long registerBytes;

    Sinks(Path folder, UploadList list) throws IOException {
      this.list = list;
      uploads = Files.createDirectories(folder.resolve("uploads"));
      registers = Files.createDirectories(folder.resolve("register"));
      startRegister();
    }

    void add(Piece piece) throws IOException {
      if (piece.isFirst) {
        startUpload(piece.insurer);
      }
      upload.add(piece.upload);
      if (registerBytes >= REGISTER_PART_BYTES) {
        startRegister();
      }
      register.add(piece.register);
      registerBytes += piece.registerBytes;
    }

    private void startUpload(Insurer insurer) throws IOException {
      finishUpload();
      Bytes header = new Bytes(0);
      UploadRows.header(insurer, header);
      uploadFile = uploads.resolve(insurer.file());
      upload = format.create(uploadFile, header, UploadRows.SCHEMA);
    }

    /** To be called behind the last piece, too. */
    void finishUpload() throws IOException {
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

    @Override
    public void close() throws IOException {
      try (TableFile lastUpload = upload;
          TableFile lastRegister = register) {
        // Each is closed even if the other cannot be.
      }
    }
  }

  private void describe(Path file, Map<String, Long> planted) throws IOException {
    Map<String, Object> nation = new LinkedHashMap<>();
    nation.put("records", records());
    nation.put("seed", order.seed());
    nation.put("asOf", LocalDate.ofEpochDay(months.day(month)).toString());
    nation.put("month", month);
    nation.put("months", order.months());
    nation.put("prefecture", order.prefecture());
    nation.put("format", format);
    nation.put("insurers", insurers.size());
    nation.put("planted", planted);
    nation.put("settings", order.settings());
    try (OutputStream out = Files.newOutputStream(file)) {
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(out, nation);
    }
  }
}
