package jp.totsugo.job;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.Iterables;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.Multimaps;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jp.totsugo.block.BlockReader;
import jp.totsugo.block.BlockWriter;
import jp.totsugo.block.CheckedFiles;
import jp.totsugo.block.FindingBlock;
import jp.totsugo.block.FindingBuffers;
import jp.totsugo.block.Ledger.Account;
import jp.totsugo.block.Shards;
import jp.totsugo.block.StoredBlock;
import jp.totsugo.block.Tally;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.check.SliceChecker;
import jp.totsugo.history.Before;
import jp.totsugo.history.KnownIssues;
import jp.totsugo.number.earlier.EarlierBlock;
import jp.totsugo.number.earlier.EarlierResolver;
import jp.totsugo.number.mixup.CandidateBlock;
import jp.totsugo.number.mixup.CandidateResolver;
import jp.totsugo.number.register.PersonFinder;
import jp.totsugo.number.register.RegisterFit;
import jp.totsugo.number.shard.Shard;
import jp.totsugo.number.shard.ShardMatcher;
import jp.totsugo.queue.QueueWriter;
import jp.totsugo.rule.Messages;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.plan.UploadPlan;
import jp.totsugo.words.Language;

/**
 * What {@link CheckPipeline} does, in one thread and without an engine: for one upload, whose clerk
 * waits for the answer. Keeps all keys in memory.
 */
final class InProcessCheck {
  private static final Shards SHARDS = new Shards(1, Shards.Kind.values().length, 2000);

  private InProcessCheck() {}

  static Tally check(
      UploadPlan plan, RuleSettings settings, Language language, RegisterFit fit, WorkFolder work)
      throws IOException {
    ListMultimap<Integer, byte[]> keys = ArrayListMultimap.create();
    ListMultimap<Integer, FindingBlock> findings =
        Multimaps.newListMultimap(new java.util.TreeMap<>(), java.util.ArrayList::new);
    BlockWriter kept = new BlockWriter(work.blocks());
    SliceChecker checker =
        new SliceChecker(
            plan,
            settings,
            SHARDS,
            work,
            new SliceChecker.Output() {
              @Override
              public void keys(int shard, byte[] entries, int length) {
                keys.put(shard, Arrays.copyOf(entries, length));
              }

              @Override
              public void findings(int insurer, FindingBlock block) {
                findings.put(insurer, block);
              }

              @Override
              public StoredBlock keep(byte[] block) {
                return kept.write(block);
              }
            });
    for (UploadFile file : Iterables.concat(plan.files(), plan.referenceFiles())) {
      for (Slice slice : plan.slices(file)) {
        checker.check(slice);
      }
    }
    Tally tally = checker.finish();
    kept.close();
    CheckedFiles checked = CheckedFiles.of(plan, tally);
    FindingBuffers overRecords = new FindingBuffers(settings, findings::put);
    List<CandidateBlock> candidates = new ArrayList<>();
    List<EarlierBlock> suspicions = new ArrayList<>();
    try (ShardMatcher matcher =
        new ShardMatcher(
            plan,
            settings,
            fit,
            checked,
            tally,
            overRecords,
            candidates::add,
            suspicions::add,
            work)) {
      for (Map.Entry<Integer, Collection<byte[]>> entry : keys.asMap().entrySet()) {
        Shards.Kind kind = SHARDS.kind(entry.getKey());
        Shard shard = new Shard(kind == Shards.Kind.CARD || kind == Shards.Kind.PERSON);
        entry.getValue().forEach(shard::add);
        matcher.match(shard, kind);
      }
      matcher.finish();
    }
    if (settings.hasRegister()) {
      fit.refuse(RegisterFit.Numbers.of(tally));
      resolve(plan, settings, candidates, tally, overRecords);
    }
    if (settings.hasEarlier()) {
      new EarlierResolver(plan, settings, tally, overRecords).resolve(suspicions);
    }
    overRecords.flush();
    Set<Integer> insurers = new TreeSet<>(findings.keySet());
    KnownIssues known = KnownIssues.read(Before.knownIssues(work));
    if (known != null) {
      insurers.addAll(known.insurers());
    }
    try (BlockReader reader = new BlockReader(work.blocks());
        BlockWriter issues = new BlockWriter(work.blocks())) {
      QueueWriter writer =
          new QueueWriter(plan, settings, new Messages(language), checked, work, reader, issues);
      for (int insurer : insurers) {
        tally.add(writer.write(insurer, findings.get(insurer)));
      }
    }
    return tally;
  }

  private static void resolve(
      UploadPlan plan,
      RuleSettings settings,
      List<CandidateBlock> candidates,
      Tally tally,
      FindingBuffers output)
      throws IOException {
    CandidateResolver resolver = new CandidateResolver(plan, settings, tally, output);
    candidates.forEach(resolver::add);
    PersonFinder finder = new PersonFinder(plan, settings, candidates);
    for (UploadFile file : plan.registerFiles()) {
      for (Slice slice : plan.slices(file)) {
        resolver.add(finder.find(slice));
        tally.ledger().taken(Account.SEARCHES).add(slice.file(), slice.number());
      }
    }
    resolver.resolve();
  }
}
