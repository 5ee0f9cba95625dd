-- random program 257
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(0)
local function w1()
  say("w1 2")
  say("w1 size " .. q:size())
  say("w1 5")
  say("w1 6 end")
end
local function w2()
  say("w2 size " .. q:size())
  ev:clear()
  if T.w3 then say("w2 cancels w3 " .. yn(T.w3:cancel())) end
  say("w2 size " .. q:size())
  do local _ <close> = defer(function()
    say("w2 11 finally")
  end)
    say("w2 got " .. q:get())
  end
  say("w2 13 end")
end
local function w3()
  local function f15()
    say("w3.f15 16")
    do local ok, e = pcall(function()
      ev:set()
    end)
      if is(e, Cancelled) then say("w3.f15 17 cancelled err")
        error("X17", 0)
      elseif not ok then error(e, 0) end end
    error("E19", 0)
  end
  for _, x in ipairs(gather({ spawn("f15", f15) }, { return_errors = true })) do
    say("w3 14 " .. (x.ok and x.value or kind(x.error)))
  end
  q:put(20)
  say("w3 21 put 20")
  say("w3 22 end")
end
local function w4()
  local function f24()
    say("w4.f24 25")
    sleep(1)
    say("w4.f24 27")
    return "f24"
  end
  local function f28()
    say("w4.f28 29")
    sleep(1)
    say("w4.f28 31")
    ev:clear()
    do local _ <close> = cd:hold()
      cd:wait()
      say("w4.f28 34 woken")
    end
    return "f28"
  end
  local function f35()
    say("w4.f35 36")
    say("w4.f35 38")
    say("w4.f35 got " .. q:get())
    return "f35"
  end
  do local ok, e = pcall(function() say("w4 23 got " .. table.concat({ gather { spawn("f24", f24), spawn("f28", f28), spawn("f35", f35) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w4 23 err " .. kind(e)) else error(e, 0) end end end
  sleep(1)
  say("w4 41")
  local function f43()
    say("w4.f43 44")
    say("w4.f43 46")
    sleep(5)
    say("w4.f43 48")
    if T.w6 then say("w4.f43 sees w6 " .. yn(T.w6:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    error("E50", 0)
  end
  local function f51()
    say("w4.f51 52")
    if not q:full() then q:put_nowait(53) end
    return "f51"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f43", f43)
    tg:spawn("f51", f51)
    sleep(3)
    say("w4 55")
    ev:wait()
    say("w4 57 ev")
  end)
    if is(e, ErrorGroup) then say("w4 42 " .. kind(e)) elseif not ok then error(e, 0) end end
  ev:set()
  ev:clear()
  say("w4 60 end")
end
local function w5()
  do local _ <close> = sm:hold()
    say("w5 62 in")
    local function f64()
      say("w5.f64 65")
      local function f67()
        say("w5.f64.f67 68")
        ev:set()
        say("w5.f64.f67 71")
        ev:wait()
        say("w5.f64.f67 73 ev")
        error("E74", 0)
      end
      local function f75()
        say("w5.f64.f75 76")
        ev:wait()
        say("w5.f64.f75 78 ev")
        error("E79", 0)
      end
      local function f80()
        say("w5.f64.f80 81")
        ev:wait()
        say("w5.f64.f80 83 ev")
        sleep(3)
        say("w5.f64.f80 85")
        return "f80"
      end
      do local ok, e = pcall(function() say("w5.f64 66 got " .. table.concat({ gather { spawn("f67", f67), spawn("f75", f75), spawn("f80", f80) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w5.f64 66 err " .. kind(e)) else error(e, 0) end end end
      say("w5.f64 count " .. current():cancelling())
      error("E87", 0)
    end
    for _, x in ipairs(gather({ spawn("f64", f64) }, { return_errors = true })) do
      say("w5 63 " .. (x.ok and x.value or kind(x.error)))
    end
    sleep(5)
    say("w5 89")
    ev:set()
  end
  say("w5 92")
  sleep(2)
  say("w5 94")
  say("w5 95 end")
end
local function w6()
  local function f97()
    say("w6.f97 98")
    ev:clear()
    ev:clear()
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    return "f97"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f97", f97)
  end)
    if is(e, ErrorGroup) then say("w6 96 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w6 count " .. current():cancelling())
  say("w6 104")
  if T.w5 then say("w6 cancels w5 " .. yn(T.w5:cancel())) end
  sleep(1)
  say("w6 107")
  say("w6 108 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
sleep(1)
sleep(2)
if not q:full() then q:put_nowait(0) end
if not q:full() then q:put_nowait(0) end
sleep(30)
say('main ends')
