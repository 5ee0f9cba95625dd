-- random program 156
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  ev:wait()
  say("w1 2 ev")
  if T.w2 then say("w1 cancels w2 " .. yn(T.w2:cancel())) end
  ev:clear()
  local function f6()
    say("w1.f6 7")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w1.f6 9 woken")
    end
    do local _ <close> = lk:hold()
      say("w1.f6 11 in")
      sleep(1)
      say("w1.f6 13")
    end
    error("E14", 0)
  end
  do local ok, e = pcall(function() say("w1 5 " .. wait_for(3, spawn("f6", f6))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 5 err " .. kind(e)) else error(e, 0) end end end
  say("w1 15 end")
end
local function w2()
  local function f17()
    say("w2.f17 18")
    say("w2.f17 20")
    do local ok, e = pcall(function() shield(T.w1) end)
      if ok then say("w2.f17 21 ok") elseif type(e) == "string" then say("w2.f17 21 err " .. kind(e)) else error(e, 0) end end
    error("E22", 0)
  end
  local function f23()
    say("w2.f23 24")
    sleep(1)
    say("w2.f23 26")
    local function f28()
      say("w2.f23.f28 29")
      current():cancel()
      error("E31", 0)
    end
    local function f32()
      say("w2.f23.f32 33")
      ev:wait()
      say("w2.f23.f32 35 ev")
      return "f32"
    end
    for _, x in ipairs(gather({ spawn("f28", f28), spawn("f32", f32) }, { return_errors = true })) do
      say("w2.f23 27 " .. (x.ok and x.value or kind(x.error)))
    end
    return "f23"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f17", f17)
    tg:spawn("f23", f23)
    do local ok, e = pcall(timeout, 0, function()
      sleep(1)
      say("w2 38")
      local function f40()
        say("w2.f40 41")
        say("w2.f40 43")
        if T.w6 then say("w2.f40 cancels w6 " .. yn(T.w6:cancel())) end
        sleep(2)
        say("w2.f40 46")
        return "f40"
      end
      do local dn, pn = wait({ spawn("f40", f40) }, { return_when = "first_error", timeout = 1 })
        say("w2 39 done " .. #dn .. " pending " .. #pn) end
    end)
      if is(e, Timeout) then say("w2 36 timeout") elseif not ok then error(e, 0) end end
    do local _ <close> = cd:hold()
      cd:wait()
      say("w2 48 woken")
    end
  end)
    if is(e, ErrorGroup) then say("w2 16 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(2)
  say("w2 50")
  say("w2 51 end")
end
local function w3()
  local function f53()
    say("w3.f53 54")
    do local _ <close> = lk:hold()
      say("w3.f53 56 in")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w3.f53 58 woken")
      end
      sleep(1)
      say("w3.f53 60")
      if T.w6 then say("w3.f53 sees w6 " .. yn(T.w6:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    end
    return "f53"
  end
  local function f62()
    say("w3.f62 63")
    say("w3.f62 barrier " .. br:wait())
    if not q:full() then q:put_nowait(65) end
    sleep(5)
    say("w3.f62 67")
    return "f62"
  end
  for _, x in ipairs(gather({ spawn("f53", f53), spawn("f62", f62) }, { return_errors = true })) do
    say("w3 52 " .. (x.ok and x.value or kind(x.error)))
  end
  ev:set()
  say("w3 69 end")
end
local function w4()
  local function f71()
    say("w4.f71 72")
    ev:set()
    do local ok, e = pcall(function()
      if not q:empty() then say("w4.f71 took " .. q:get_nowait()) end
    end)
      if is(e, Cancelled) then say("w4.f71 74 cancelled swallow")
      elseif not ok then error(e, 0) end end
    return "f71"
  end
  do local ok, e = pcall(function() say("w4 70 " .. wait_for(2, spawn("f71", f71))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 70 err " .. kind(e)) else error(e, 0) end end end
  sleep(1)
  say("w4 77")
  say("w4 78 end")
end
local function w5()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w5 80 woken")
  end
  say("w5 size " .. q:size())
  say("w5 83")
  say("w5 84 end")
end
local function w6()
  do local _ <close> = sm:hold()
    say("w6 86 in")
    do local ok, e = pcall(function() T.w3:await() end)
      if ok then say("w6 87 ok") elseif type(e) == "string" then say("w6 87 err " .. kind(e)) else error(e, 0) end end
    if T.w4 then say("w6 cancels w4 " .. yn(T.w4:cancel())) end
  end
  local function f90()
    say("w6.f90 91")
    sleep(2)
    say("w6.f90 93")
    ev:set()
    return "f90"
  end
  local function f95()
    say("w6.f95 96")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    ev:set()
    error("E99", 0)
  end
  local function f100()
    say("w6.f100 101")
    if T.w3 then say("w6.f100 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    return "f100"
  end
  for _, x in ipairs(gather({ spawn("f90", f90), spawn("f95", f95), spawn("f100", f100) }, { return_errors = true })) do
    say("w6 89 " .. (x.ok and x.value or kind(x.error)))
  end
  sleep(1)
  say("w6 104")
  say("w6 105 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
ev:set()
sleep(30)
say('main ends')
