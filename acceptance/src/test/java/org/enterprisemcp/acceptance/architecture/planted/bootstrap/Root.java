package org.enterprisemcp.acceptance.architecture.planted.bootstrap;

/** Planted: nothing wrong here; the layer must not be empty. */
public class Root {}
