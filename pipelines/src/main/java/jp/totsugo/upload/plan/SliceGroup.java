package jp.totsugo.upload.plan;

import java.io.Serializable;

/**
 * Slices that are checked together, one behind the other in the order of the plan. Only where they
 * begin: a million small files are few groups of many slices.
 *
 * @param file index of the first slice's file
 * @param slice number of the first slice in that file
 * @param count how many slices
 * @param bytes of all of them
 */
public record SliceGroup(int file, int slice, int count, long bytes) implements Serializable {}
