package jp.totsugo.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.cli.Sample;
import jp.totsugo.rule.RuleSettingsFile;
import jp.totsugo.upload.plan.UploadPlan;
import jp.totsugo.words.Language;
import jp.totsugo.words.Saying;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.runners.AppliedPTransform;
import org.apache.beam.sdk.runners.PTransformOverride;
import org.apache.beam.sdk.runners.PTransformOverrideFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.util.construction.PTransformReplacements;
import org.apache.beam.sdk.util.construction.ReplacementOutputs;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.TupleTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever an engine loses between two steps, or delivers twice, nothing is published. */
class HandoverTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 4, 1);

  private static final String BAD_NUMBER =
      """
      InsurerNumber,PersonId,MyNumber,InsuredIdentificationNumber,Birthdate,Sex
      06132013,p1,12345,1,19700101,1
      """;

  @TempDir Path folder;

  @ParameterizedTest(name = "{0} {1} {2} times")
  @CsvSource({
    "Slices, '', 0",
    "CheckSlices, keys, 0",
    "CheckSlices, keys, 2",
    "CheckSlices, findings, 2",
    "CheckSlices, tally, 0",
    "NationalShuffle, '', 2",
    "MatchKeys, findings, 0",
    "MatchKeys, candidates, 2",
    "MatchKeys, tally, 0",
    "Register, '', 0",
    "FindPersons, sightings, 2",
    "FindPersons, search tally, 0",
    "ResolveCandidates, findings, 0",
    "ResolveCandidates, tally, 2",
    "ByInsurer, '', 2",
    "WriteQueues, '', 0",
    "OfRun, '', 0",
  })
  void what_is_lost_on_the_way_or_comes_twice_leaves_no_results(
      String step, String output, int times) throws Exception {
    Tampering tampering = new Tampering(step, output, times);
    CountsDifferException refused = assertThrows(CountsDifferException.class, () -> run(tampering));
    assertThat(Tampering.DELIVERED.get(), is(1));
    assertThat(Files.exists(folder.resolve("out")), is(false));
  }

  @Test
  void a_slice_that_comes_twice_is_named_with_its_file() throws Exception {
    CountsDifferException refused =
        assertThrows(CountsDifferException.class, () -> run(new Tampering("Slices", "", 2)));
    assertThat(refused.getMessage(), containsString(" slices 0 were not counted and "));
    assertThat(refused.getMessage(), containsString(".csv: of "));
  }

  @Test
  void what_comes_once_is_published() throws Exception {
    run(new Tampering("CheckSlices", "keys", 1));
    assertThat(Files.exists(folder.resolve("out/run.json")), is(true));
  }

  private void run(Tampering tampering) throws Exception {
    Tampering.DELIVERED.set(0);
    Path sample = Sample.withRegister(folder);
    // The sample has only what the register shows; this has what a record shows by itself.
    Files.writeString(sample.resolve("uploads/bad.csv"), BAD_NUMBER);
    RunOptions options =
        new RunOptions(
                List.of(sample.resolve("uploads").toString()),
                folder.resolve("out"),
                AS_OF,
                RuleSettingsFile.defaults(AS_OF),
                null,
                Language.en,
                RunOptions.Runner.flink,
                1,
                500,
                false,
                // A group that comes twice can be read twice.
                List.of("--reIterableGroupByKeyResult"))
            .withRegister(sample.resolve("register").toString());
    new CheckJob(
            options,
            new CheckJob.Observer() {
              @Override
              public void notice(Saying message) {}

              @Override
              public void begins(int files, long bytes) {}

              @Override
              public void finishes() {}
            },
            new EngineCheck(options) {
              @Override
              Pipeline pipeline(UploadPlan plan, WorkFolder work) throws IOException {
                Pipeline pipeline = super.pipeline(plan, work);
                pipeline.replaceAll(List.of(tampering.override()));
                return pipeline;
              }
            })
        .run();
  }

  /** Delivers the first element of an output of a step so many times instead of once. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private record Tampering(String step, String output, int times) {
    static final AtomicInteger DELIVERED = new AtomicInteger();

    PTransformOverride override() {
      return PTransformOverride.of(
          application ->
              ("/" + application.getFullName()).endsWith("/" + step)
                  && !(application.getTransform() instanceof Tampered),
          new Factory());
    }

    private final class Factory
        implements PTransformOverrideFactory<PInput, POutput, PTransform<PInput, POutput>> {
      @Override
      public PTransformReplacement<PInput, POutput> getReplacementTransform(
          AppliedPTransform<PInput, POutput, PTransform<PInput, POutput>> application) {
        PInput input =
            application.getMainInputs().isEmpty()
                ? PBegin.in(application.getPipeline())
                : PTransformReplacements.getSingletonMainInput((AppliedPTransform) application);
        return PTransformReplacement.of(
            input, new Tampered(application.getTransform(), output, times));
      }

      @Override
      public Map<PCollection<?>, ReplacementOutput> mapOutputs(
          Map<TupleTag<?>, PCollection<?>> outputs, POutput newOutput) {
        return newOutput instanceof PCollection
            ? ReplacementOutputs.singleton(outputs, newOutput)
            : ReplacementOutputs.tagged(outputs, newOutput);
      }
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static final class Tampered extends PTransform<PInput, POutput> {
    private static final long serialVersionUID = 1L;

    private final transient PTransform original;
    private final String output;
    private final int times;

    Tampered(PTransform original, String output, int times) {
      this.original = original;
      this.output = output;
      this.times = times;
    }

    @Override
    public POutput expand(PInput input) {
      POutput all =
          input instanceof PBegin begin
              ? begin.apply("Original", original)
              : ((PCollection) input).apply("Original", original);
      if (all instanceof PCollection collection) {
        return tampered(collection);
      }
      PCollectionTuple tuple = PCollectionTuple.empty(all.getPipeline());
      for (Map.Entry<TupleTag<?>, PCollection<?>> one :
          ((PCollectionTuple) all).getAll().entrySet()) {
        PCollection collection = one.getValue();
        tuple =
            tuple.and(
                (TupleTag) one.getKey(),
                one.getKey().getId().equals(output) ? tampered(collection) : collection);
      }
      return tuple;
    }

    private PCollection tampered(PCollection collection) {
      return ((PCollection) collection.apply("Tamper", ParDo.of(new TamperFn(times))))
          .setCoder(collection.getCoder());
    }
  }

  private static final class TamperFn<T> extends DoFn<T, T> {
    private static final long serialVersionUID = 1L;
    private final int times;

    TamperFn(int times) {
      this.times = times;
    }

    @ProcessElement
    public void process(@Element T element, OutputReceiver<T> out) {
      int copies = Tampering.DELIVERED.compareAndSet(0, 1) ? times : 1;
      for (int i = 0; i < copies; i++) {
        out.output(element);
      }
    }
  }
}
