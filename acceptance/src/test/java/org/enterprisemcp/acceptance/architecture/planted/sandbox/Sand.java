package org.enterprisemcp.acceptance.architecture.planted.sandbox;

/** Planted: nothing wrong here; the layer must not be empty. */
public class Sand {}
