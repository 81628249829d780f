package jp.totsugo.check;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;
import jp.totsugo.block.FindingBlock;
import jp.totsugo.block.Shards;
import jp.totsugo.block.StoredBlock;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.rule.RuleSettingsFile;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.layout.Layout;
import jp.totsugo.upload.plan.UploadFinder;
import jp.totsugo.upload.plan.UploadPlan;
import jp.totsugo.upload.plan.UploadPlanner;

/**
 * The whole loop over records on one core, without an engine: uploads are read from their files and
 * checked, again and again, and each time it prints the processor time of a record. Findings and
 * keys are dropped once their blocks are full; a sum over the keys, which must not change with the
 * program, is printed besides.
 *
 * <p>Arguments: the uploads, the day of the check, how many times.
 */
public final class SliceLoop {
  private static final long SLICE_BYTES = 64L << 20;

  private SliceLoop() {}

  public static void main(String[] args) throws Exception {
    RuleSettings settings = RuleSettingsFile.defaults(LocalDate.parse(args[1]));
    Path folder = Files.createTempDirectory("slice-loop");
    try {
      UploadFinder finder = new UploadFinder();
      finder.find(List.of(args[0]));
      UploadPlan plan =
          new UploadPlanner(Layout.standard(), folder).plan(finder.files(), SLICE_BYTES);
      WorkFolder work = WorkFolder.create(folder.resolve("work"), "loop");
      for (int times = Integer.parseInt(args[2]); times > 0; times--) {
        check(plan, settings, work);
      }
    } finally {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private static void check(UploadPlan plan, RuleSettings settings, WorkFolder work)
      throws Exception {
    Dropped output = new Dropped();
    Shards shards = Shards.of(plan.totalBytes(), 2, Runtime.getRuntime().maxMemory());
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    SliceChecker checker = new SliceChecker(plan, settings, shards, work, output);
    for (UploadFile file : plan.files()) {
      for (Slice slice : plan.slices(file)) {
        checker.check(slice);
      }
    }
    var tally = checker.finish();
    long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    long records = 0;
    for (UploadFile file : plan.files()) {
      records += tally.file(file.index()).records();
    }
    System.out.printf(
        Locale.ROOT,
        "%.0f ns a record, %d records, %d keys, %d findings, %x%n",
        (double) nanos / records,
        records,
        output.keyBytes,
        output.findings,
        output.sum);
  }

  private static final class Dropped implements SliceChecker.Output {
    private long keyBytes;
    private long findings;
    private long sum;

    @Override
    public void keys(int shard, byte[] entries, int length) {
      keyBytes += length;
      CRC32C checksum = new CRC32C();
      checksum.update(entries, 0, length);
      sum = sum * 31 + checksum.getValue() + shard;
    }

    @Override
    public void findings(int insurer, FindingBlock block) {
      findings += block.bytes().length;
      CRC32C checksum = new CRC32C();
      checksum.update(block.bytes());
      sum = sum * 31 + checksum.getValue();
    }

    @Override
    public StoredBlock presence(int insurer, byte[] seen) {
      throw new IllegalStateException("there was no run before");
    }
  }
}
