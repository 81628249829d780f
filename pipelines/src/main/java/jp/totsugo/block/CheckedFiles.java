package jp.totsugo.block;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import jp.totsugo.upload.plan.UploadPlan;

/**
 * What must be known of all files before findings are shown, once all slices are counted.
 *
 * @param observed what came of each insurer
 * @param presence where it stands what was seen of the records of issues, by insurer
 * @param references what was counted of the files that uploads are held against
 */
public record CheckedFiles(
    LineNumbers lineNumbers,
    PersonIds personIds,
    Observation.Counts observed,
    Map<Integer, List<StoredBlock>> presence,
    Map<Integer, FileCounts> references) {
  /** What was known last in this process: of a million files one set is enough. */
  private static final AtomicReference<Known> LAST = new AtomicReference<>();

  private record Known(WorkFolder work, WeakReference<CheckedFiles> files) {}

  /**
   * From the tally of the whole.
   *
   * @throws FilesLostException if files were
   */
  public static CheckedFiles of(UploadPlan plan, Tally tally) throws FilesLostException {
    return of(plan, List.of(tally));
  }

  /**
   * @throws FilesLostException if files were
   * @throws MiscountException unless every slice was counted once
   */
  private static CheckedFiles of(UploadPlan plan, Iterable<Tally> parts) throws FilesLostException {
    LineNumbers.Counts lines = new LineNumbers.Counts(plan);
    PersonIds.Counts ids = new PersonIds.Counts(plan.files().size());
    Observation.Counts observed = new Observation.Counts(plan);
    Tally places = new Tally();
    for (Tally part : parts) {
      lines.add(part);
      ids.add(part);
      observed.add(part);
      part.lost().forEach(places::lose);
      part.referenceFiles().forEach((file, counts) -> places.referenceFile(file).add(counts));
      part.presence().forEach((insurer, seen) -> seen.forEach(b -> places.addPresence(insurer, b)));
    }
    FilesLostException.refuseAny(places.lost());
    return new CheckedFiles(
        new LineNumbers(plan, lines),
        new PersonIds(ids),
        observed,
        places.presence(),
        places.referenceFiles());
  }

  /**
   * From parts that workers have left, read one after the other. All workers of a process share
   * what becomes of them.
   *
   * @throws FilesLostException if files were
   * @throws MiscountException unless every slice was counted once
   */
  public static CheckedFiles of(
      WorkFolder work, UploadPlan plan, BlockReader reader, Iterable<StoredBlock> parts)
      throws FilesLostException {
    synchronized (LAST) {
      Known last = LAST.get();
      CheckedFiles known = last == null || !last.work().equals(work) ? null : last.files().get();
      if (known == null) {
        known =
            of(
                plan,
                () ->
                    StreamSupport.stream(parts.spliterator(), false)
                        .map(part -> Tally.read(reader.read(part)))
                        .iterator());
        LAST.set(new Known(work, new WeakReference<>(known)));
      }
      return known;
    }
  }
}
