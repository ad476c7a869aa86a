// Reads Parquet files with readers that share no code with the writer: DuckDB, arrow-rs and hyparquet.
//
//   node read.mjs < requests.json > answers.json
//
// A list of requests gives a list of answers, { error } for one that failed:
//   { op: 'table', reader, path }            the whole table, values exact (see exact)
//   { op: 'compare', reader, path, expected } differences from the table in the JSON file `expected`
//   { op: 'filter', path, column, from, to } rows with from <= column < to by hyparquet's page index, values exact
//   { op: 'sql', sql }                       rows of a DuckDB query, as JSON values
import { readFileSync } from 'node:fs'

// Loaded when first asked for: a query by DuckDB need not wait for the others.
const hyparquet = async () => ({ ...await import('hyparquet'), ...await import('hyparquet-compressors') })
const duckdb = () => import('@duckdb/node-api')

const view = new DataView(new ArrayBuffer(8))
const hex = (digits) => view.getBigUint64(0).toString(16).padStart(16, '0').slice(0, digits)

// A value as text (or a boolean) that loses nothing: the bits of floating point numbers, decimal digits of integers.
const exact = {
  BOOLEAN: (v) => v,
  INT32: (v) => String(v),
  INT64: (v) => String(v),
  FLOAT: (v) => { view.setFloat32(0, v); return hex(8) },
  DOUBLE: (v) => { view.setFloat64(0, v); return hex(16) },
  STRING: (v) => v,
}

function column(name, type, values) {
  const texts = new Array(values.length)
  for (let i = 0; i < values.length; i++) {
    if (values[i] === null || values[i] === undefined) throw new Error(`${name}: row ${i} has no value`)
    texts[i] = exact[type](values[i])
  }
  return { name, type, values: texts }
}

function known(types, name, type) {
  if (!(type in types)) throw new Error(`${name}: unexpected type ${type}`)
  return types[type]
}

const readers = {
  async hyparquet(path) {
    const { asyncBufferFromFile, compressors, parquetMetadataAsync, parquetRead } = await hyparquet()
    const file = await asyncBufferFromFile(path)
    const metadata = await parquetMetadataAsync(file)
    const values = {}
    await parquetRead({
      file, metadata, compressors,
      onChunk: ({ columnName, columnData, rowStart }) => {
        const target = values[columnName] ??= []
        for (let i = 0; i < columnData.length; i++) target[rowStart + i] = columnData[i]
      },
    })
    const types = { BOOLEAN: 'BOOLEAN', INT32: 'INT32', INT64: 'INT64', FLOAT: 'FLOAT', DOUBLE: 'DOUBLE', BYTE_ARRAY: 'STRING' }
    return {
      rows: Number(metadata.num_rows),
      columns: metadata.schema.slice(1).map((s) => column(s.name, known(types, s.name, s.type), values[s.name] ?? [])),
      metadata: Object.fromEntries((metadata.key_value_metadata ?? []).map((kv) => [kv.key, kv.value])),
      createdBy: metadata.created_by,
    }
  },

  async 'arrow-rs'(path) {
    const { tableFromIPC } = await import('apache-arrow')
    const { readParquet } = await import('parquet-wasm')
    const table = tableFromIPC(readParquet(readFileSync(path)).intoIPCStream())
    const types = { Bool: 'BOOLEAN', Int32: 'INT32', Int64: 'INT64', Float32: 'FLOAT', Float64: 'DOUBLE', Utf8: 'STRING' }
    return {
      rows: table.numRows,
      columns: table.schema.fields.map((f, i) => {
        if (f.nullable) throw new Error(`${f.name}: nullable`)
        const values = []
        for (const v of table.getChildAt(i)) values.push(v)
        return column(f.name, known(types, f.name, String(f.type)), values)
      }),
      metadata: Object.fromEntries(table.schema.metadata),
    }
  },

  async duckdb(path) {
    const result = await query(`SELECT * FROM ${quote(path)}`)
    const types = { BOOLEAN: 'BOOLEAN', INTEGER: 'INT32', BIGINT: 'INT64', FLOAT: 'FLOAT', DOUBLE: 'DOUBLE', VARCHAR: 'STRING' }
    const values = result.getColumns()
    const kv = await query(`SELECT decode(key), decode(value) FROM parquet_kv_metadata(${quote(path)})`)
    return {
      rows: result.currentRowCount,
      columns: result.columnNames().map((name, i) =>
        column(name, known(types, name, String(result.columnType(i))), values[i] ?? [])),
      metadata: Object.fromEntries(kv.getRows()),
    }
  },
}

const quote = (text) => `'${text.replaceAll("'", "''")}'`

let connection
async function query(sql) {
  connection ??= await (await (await duckdb()).DuckDBInstance.create()).connect()
  return connection.runAndReadAll(sql)
}

// NaN is compared as NaN: JavaScript does not keep its bits.
const isNaNText = (type, text) => (type === 'DOUBLE' && /^[7f]ff(?!0{13})/.test(text))
  || (type === 'FLOAT' && /^[7f](f[89a-f]|f800000[1-9a-f])/.test(text) && !/^[7f]f800000$/.test(text))

function differences(actual, expected) {
  const found = []
  const say = (text) => { if (found.length < 10) found.push(text) }
  const names = (t) => t.columns.map((c) => `${c.name}:${c.type}`).join(' ')
  if (names(actual) !== names(expected)) return [`columns ${names(actual)}, expected ${names(expected)}`]
  if (actual.rows !== expected.rows) say(`${actual.rows} rows, expected ${expected.rows}`)
  for (const [i, want] of expected.columns.entries()) {
    const got = actual.columns[i]
    if (got.values.length !== want.values.length) say(`${want.name}: ${got.values.length} values, expected ${want.values.length}`)
    for (let row = 0; row < want.values.length; row++) {
      if (got.values[row] !== want.values[row]
        && !(isNaNText(want.type, want.values[row]) && isNaNText(want.type, String(got.values[row])))) {
        say(`${want.name}[${row}]: ${got.values[row]}, expected ${want.values[row]}`)
      }
    }
  }
  for (const [key, value] of Object.entries(expected.metadata)) {
    if (actual.metadata[key] !== value) say(`metadata ${key}: ${actual.metadata[key]}, expected ${value}`)
  }
  const extra = Object.keys(actual.metadata).filter((key) => !(key in expected.metadata))
  if (extra.length > 0) say(`metadata has also ${extra.join(', ')}`)
  return found
}

async function filter({ path, column: name, from, to }) {
  const { asyncBufferFromFile, compressors, parquetMetadataAsync, parquetReadObjects } = await hyparquet()
  const file = await asyncBufferFromFile(path)
  let bytes = 0
  const counted = {
    byteLength: file.byteLength,
    slice(start, end) {
      bytes += (end ?? file.byteLength) - start
      return file.slice(start, end)
    },
  }
  const metadata = await parquetMetadataAsync(file)
  const integer = metadata.schema.find((s) => s.name === name).type === 'INT64' ? BigInt : Number
  const rows = await parquetReadObjects({
    file: counted, metadata, compressors, usePageIndex: true, useOffsetIndex: true,
    filter: { [name]: { $gte: integer(from), $lt: integer(to) } },
  })
  return { bytes, values: rows.map((r) => String(r[name])) }
}

const plain = (_, v) => typeof v === 'bigint' ? Number(v) : v

async function answer(request) {
  switch (request.op) {
    case 'table': return readers[request.reader](request.path)
    case 'compare': return {
      differences: differences(await readers[request.reader](request.path), JSON.parse(readFileSync(request.expected, 'utf8'))),
    }
    case 'filter': return filter(request)
    case 'sql': return { rows: (await query(request.sql)).getRowObjectsJson() }
    default: throw new Error(`unknown request ${request.op}`)
  }
}

const answers = []
for (const request of JSON.parse(readFileSync(0, 'utf8'))) {
  try {
    answers.push(await answer(request))
  } catch (e) {
    answers.push({ error: String(e?.message ?? e) })
  }
}
process.stdout.write(JSON.stringify(answers, plain))
