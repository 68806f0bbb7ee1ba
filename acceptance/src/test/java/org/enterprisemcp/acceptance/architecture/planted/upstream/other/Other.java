package org.enterprisemcp.acceptance.architecture.planted.upstream.other;

/** Planted: the other upstream. */
public class Other {}
