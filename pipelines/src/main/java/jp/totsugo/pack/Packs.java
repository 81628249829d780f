package jp.totsugo.pack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import jp.totsugo.comparison.ComparedRun;
import jp.totsugo.pack.Outcomes.OfInsurer;
import jp.totsugo.pack.lock.Lock;
import jp.totsugo.words.Language;

/**
 * The correction packs of a run: a workbook for every insurer that has rows in its queue, or issues
 * of the run before of which there is something to say.
 */
public final class Packs {
  /**
   * What was written.
   *
   * @param packs insurers
   * @param workbooks of them
   * @param rows of their lists
   * @param outcomes of issues of the run before
   * @param toDo of these, those that ask for something to be done
   * @param withoutLock insurers that got no pack, for nothing is known to lock it with
   */
  public record Written(
      long packs, long workbooks, long rows, long outcomes, long toDo, List<String> withoutLock) {
    private static final Written NOTHING = new Written(0, 0, 0, 0, 0, List.of());

    private Written plus(Written other) {
      List<String> insurers = new ArrayList<>(withoutLock);
      insurers.addAll(other.withoutLock);
      return new Written(
          packs + other.packs,
          workbooks + other.workbooks,
          rows + other.rows,
          outcomes + other.outcomes,
          toDo + other.toDo,
          insurers);
    }
  }

  /** What the workbooks of an insurer are locked with. */
  @FunctionalInterface
  public interface Locks {
    /** Nothing is locked. */
    Locks NONE = insurer -> Optional.of(Lock.NONE);

    /** Empty if there is nothing to lock them with, so that they are not written. */
    Optional<Lock> lock(String insurer);
  }

  private static final int WAITING_PER_THREAD = 4;

  private final PackResults results;
  private final Language language;
  private final LocalDate due;
  private final Locks locks;
  private final int threads;

  /**
   * @param due the day by which packs are to be returned, or null
   */
  public Packs(ComparedRun run, Language language, LocalDate due, Locks locks)
      throws ComparedRun.UnusableException, IOException {
    results = new PackResults(run);
    this.language = language;
    this.due = due;
    this.locks = locks;
    threads = Runtime.getRuntime().availableProcessors();
  }

  /** How many insurers have a queue; most packs are theirs. */
  public int queues() {
    return results.withQueue().size();
  }

  /**
   * Writes all packs.
   *
   * @param progress told of each insurer that is done
   * @throws PackList.UnknownRuleException if another version of the program made the results
   */
  public Written write(Path folder, LongConsumer progress)
      throws ComparedRun.UnusableException, PackList.UnknownRuleException, IOException {
    PackWriter writer = new PackWriter(folder, language);
    SortedSet<String> queues = results.withQueue();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    Deque<Future<Written>> running = new ArrayDeque<>();
    Written all = Written.NOTHING;
    try (Outcomes outcomes = results.outcomes()) {
      while (!queues.isEmpty() || outcomes.insurer() != null) {
        String insurer = first(queues.isEmpty() ? null : queues.first(), outcomes.insurer());
        OfInsurer its = insurer.equals(outcomes.insurer()) ? outcomes.take() : OfInsurer.NOTHING;
        if (queues.remove(insurer) || !its.rows().isEmpty()) {
          running.add(pool.submit(() -> write(writer, insurer, its)));
        }
        while (running.size() > WAITING_PER_THREAD * threads) {
          all = all.plus(ended(running.remove()));
          progress.accept(1);
        }
      }
      while (!running.isEmpty()) {
        all = all.plus(ended(running.remove()));
        progress.accept(1);
      }
      return all;
    } finally {
      pool.shutdownNow();
    }
  }

  private static String first(String a, String b) {
    return b == null || a != null && a.compareTo(b) <= 0 ? a : b;
  }

  private Written write(PackWriter writer, String insurer, OfInsurer outcomes)
      throws ComparedRun.UnusableException, PackList.UnknownRuleException, IOException {
    Optional<Lock> lock = locks.lock(insurer);
    if (lock.isEmpty()) {
      return new Written(0, 0, 0, 0, 0, List.of(insurer));
    }
    PackList list = PackList.of(results.queue(insurer), results.related(insurer));
    PackHead head =
        new PackHead(insurer, results.name(insurer), results.asOf(), results.runId(), due, true);
    int workbooks = writer.write(head, list, results.counts(insurer, list), outcomes, lock.get());
    return new Written(
        1, workbooks, list.size(), outcomes.rows().size(), outcomes.askingForAction(), List.of());
  }

  private static Written ended(Future<Written> pack)
      throws ComparedRun.UnusableException, PackList.UnknownRuleException, IOException {
    try {
      return pack.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ComparedRun.UnusableException unusable) {
        throw unusable;
      }
      if (e.getCause() instanceof PackList.UnknownRuleException unknown) {
        throw unknown;
      }
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
