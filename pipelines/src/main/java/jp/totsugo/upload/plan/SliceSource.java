package jp.totsugo.upload.plan;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.options.PipelineOptions;

/** The slices of a plan, each group a split of its own, so that whoever is free takes the next. */
public final class SliceSource extends BoundedSource<SliceGroup> {
  private static final long serialVersionUID = 1L;

  private final List<SliceGroup> groups;

  public SliceSource(List<SliceGroup> groups) {
    this.groups = groups;
  }

  @Override
  public List<? extends BoundedSource<SliceGroup>> split(
      long bundleBytes, PipelineOptions options) {
    return groups.stream()
        .map(group -> new SliceSource(List.of(group)))
        .collect(Collectors.toList());
  }

  @Override
  public long getEstimatedSizeBytes(PipelineOptions options) {
    return groups.stream().mapToLong(SliceGroup::bytes).sum();
  }

  @Override
  public Coder<SliceGroup> getOutputCoder() {
    return SerializableCoder.of(SliceGroup.class);
  }

  @Override
  public BoundedReader<SliceGroup> createReader(PipelineOptions options) {
    return new Reader();
  }

  private final class Reader extends BoundedReader<SliceGroup> {
    private int next;

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      next++;
      return next <= groups.size();
    }

    @Override
    public SliceGroup getCurrent() {
      if (next < 1 || next > groups.size()) {
        throw new NoSuchElementException();
      }
      return groups.get(next - 1);
    }

    @Override
    public void close() {}

    @Override
    public BoundedSource<SliceGroup> getCurrentSource() {
      return SliceSource.this;
    }
  }
}
