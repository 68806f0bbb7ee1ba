// CAP listens on every interface, whatever HOST says; this server of its own is for this machine only.
const cds = require('@sap/cds')
const express = require('express')

module.exports = (options) => {
  const app = express()
  const listen = app.listen.bind(app)
  app.listen = (port) => listen(port, '127.0.0.1')
  return cds.server({ ...options, app })
}
