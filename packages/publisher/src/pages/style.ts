/** The look of all pages. Text and controls keep a contrast of at least 4.5 to 1. */
export const style = `
*{box-sizing:border-box}
body{margin:0;font:16px/1.55 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:#1d2733;background:#f3f5f8}
a{color:#0b5cad}
.skip{position:absolute;left:-999px}.skip:focus{left:1rem;top:.6rem;background:#fff;padding:.4rem .8rem;z-index:1}
header{background:#123a5e;color:#fff}
header div,main,footer{max-width:62rem;margin:0 auto;padding:0 1.25rem}
.wide header div,.wide main,.wide footer{max-width:75rem}
header div{display:flex;gap:1rem;align-items:baseline;justify-content:space-between;padding-block:.9rem;flex-wrap:wrap}
header strong{font-size:1.1rem}header span{color:#d5e4f2;font-size:.9rem}
main{padding-block:1.6rem 2rem}
h1{font-size:1.7rem;line-height:1.25;margin:0 0 .4rem}h2{font-size:1.15rem;margin:0 0 .7rem}
.lead{margin:0 0 1.3rem;color:#46566a}
section{background:#fff;border:1px solid #d9e0e8;border-radius:10px;padding:1.2rem 1.35rem;margin:0 0 1rem}
dl{display:grid;grid-template-columns:minmax(8rem,auto) 1fr;gap:.35rem 1.2rem;margin:0}
dt{color:#526276}dd{margin:0;font-weight:500;overflow-wrap:anywhere}
label{display:block;font-weight:600;margin-bottom:.25rem}
.field{margin:0 0 1rem}.hint{color:#526276;font-size:.9rem;margin:.1rem 0 .35rem}
input,textarea,select{font:inherit;color:inherit;width:100%;padding:.5rem .65rem;border:1px solid #74869a;border-radius:6px;background:#fff}
input[type=number]{max-width:9rem}textarea{min-height:5rem;resize:vertical}
[aria-invalid=true]{border-color:#b3261e;border-width:2px}
.error{color:#b3261e;font-weight:600;font-size:.93rem;margin:.3rem 0 0}
button{font:inherit;font-weight:600;color:#fff;background:#0b5cad;border:1px solid #0b5cad;border-radius:6px;padding:.52rem 1.15rem;cursor:pointer}
button:hover{background:#084a8c}button.quiet{background:#fff;color:#0b5cad}button.quiet:hover{background:#e9f2fb}
:focus-visible{outline:3px solid #b45f00;outline-offset:2px}
.note{border-left:5px solid #0b5cad;background:#e9f2fb;border-radius:6px;padding:.7rem 1rem;margin:0 0 1rem}
.note.bad{border-color:#b3261e;background:#fcecea}.note.good{border-color:#1c7a43;background:#e8f6ed}
.note p{margin:0}
.progress{display:flex;gap:.5rem;list-style:none;margin:0 0 1.2rem;padding:0;flex-wrap:wrap}
.progress li{flex:1 1 7rem;border-top:4px solid #c3cdd8;padding-top:.35rem;font-size:.9rem;color:#526276}
.progress .done{border-color:#1c7a43;color:#1d2733}.progress [aria-current]{border-color:#0b5cad;color:#1d2733;font-weight:600}
.steps{list-style:none;margin:0;padding:0}.steps li{display:flex;gap:1rem;justify-content:space-between;align-items:center;padding:.55rem 0;border-top:1px solid #e4e9ef;flex-wrap:wrap}
.steps li:first-child{border-top:0}.small{font-size:.9rem;color:#526276}
.tag{display:inline-block;border-radius:99px;padding:.05rem .65rem;font-size:.88rem;font-weight:600;background:#e4e9ef;color:#1d2733;white-space:nowrap}
.tag.on{background:#d6f0df;color:#125a30}.tag.off{background:#fbe2df;color:#8c1d17}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.93rem}
caption{text-align:left;color:#526276;padding-bottom:.5rem}
th,td{text-align:left;vertical-align:top;padding:.5rem .7rem .5rem 0;border-top:1px solid #e4e9ef}th{color:#46566a}
form.set{display:flex;gap:.4rem;max-width:26rem}td form.set{min-width:20rem}.small:last-child{margin-bottom:0}code{font-size:.88em;overflow-wrap:anywhere}
footer{color:#526276;font-size:.88rem;padding-bottom:2rem}
.columns{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,23rem);gap:0 1rem;align-items:start}
.columns dl{grid-template-columns:auto minmax(0,1fr);gap:.35rem 1rem;font-size:.95rem}h1+.note{margin-top:1.1rem}section>p:first-child{margin-top:0}section>p:last-child{margin-bottom:0}.steps li>span:first-child{flex:1 1 12rem}
.fields{display:flex;gap:0 1rem;flex-wrap:wrap}.fields .field{flex:1 1 9rem}.fields input[type=number]{max-width:none}
.pair{display:flex;gap:.4rem}h3{font-size:1rem;margin:1rem 0 .6rem}
@media(max-width:52rem){.columns{grid-template-columns:minmax(0,1fr)}}
@media(max-width:34rem){dl,.columns dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}}
`;
