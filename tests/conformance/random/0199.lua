-- random program 199
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(1)
local function w1()
  say("w1 2")
  do local _ <close> = defer(function()
    say("w1 3 finally")
  end)
    current():cancel()
    say("w1 6")
  end
  do local _ <close> = lk:hold()
    say("w1 8 in")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w1 10 woken")
    end
    say("w1 12")
    local function f14()
      say("w1.f14 15")
      do local ok, e = pcall(timeout, 3, function()
        ev:set()
        if T.w2 then say("w1.f14 cancels w2 " .. yn(T.w2:cancel())) end
        if T.w6 then say("w1.f14 sees w6 " .. yn(T.w6:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      end)
        if is(e, Timeout) then say("w1.f14 16 timeout") elseif not ok then error(e, 0) end end
      local function f21()
        say("w1.f14.f21 22")
        q:put(23)
        say("w1.f14.f21 24 put 23")
        if not q:empty() then say("w1.f14.f21 took " .. q:get_nowait()) end
        return "f21"
      end
      local function f26()
        say("w1.f14.f26 27")
        if not q:full() then q:put_nowait(28) end
        return "f26"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f21", f21)
        tg:spawn("f26", f26)
        ev:wait()
        say("w1.f14 30 ev")
        sleep(0)
        say("w1.f14 32")
      end)
        if is(e, ErrorGroup) then say("w1.f14 20 " .. kind(e)) elseif not ok then error(e, 0) end end
      say("w1.f14 34")
      return "f14"
    end
    local function f35()
      say("w1.f35 36")
      local function f38()
        say("w1.f35.f38 39")
        sleep(1)
        say("w1.f35.f38 41")
        if not q:empty() then say("w1.f35.f38 took " .. q:get_nowait()) end
        say("w1.f35.f38 44")
        return "f38"
      end
      local function f45()
        say("w1.f35.f45 46")
        say("w1.f35.f45 48")
        return "f45"
      end
      local function f49()
        say("w1.f35.f49 50")
        sleep(0)
        say("w1.f35.f49 52")
        q:put(53)
        say("w1.f35.f49 54 put 53")
        sleep(1)
        say("w1.f35.f49 56")
        return "f49"
      end
      do local dn, pn = wait({ spawn("f38", f38), spawn("f45", f45), spawn("f49", f49) }, { return_when = "first_error", timeout = 0 })
        say("w1.f35 37 done " .. #dn .. " pending " .. #pn) end
      sleep(1)
      say("w1.f35 58")
      sleep(5)
      say("w1.f35 60")
      return "f35"
    end
    local function f61()
      say("w1.f61 62")
      if not q:full() then q:put_nowait(63) end
      ev:clear()
      sleep(5)
      say("w1.f61 66")
      return "f61"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f14", f14)
      tg:spawn("f35", f35)
      tg:spawn("f61", f61)
      if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
    end)
      if is(e, ErrorGroup) then say("w1 13 " .. kind(e)) elseif not ok then error(e, 0) end end
  end
  say("w1 69")
  say("w1 70 end")
end
local function w2()
  say("w2 size " .. q:size())
  local function f73()
    say("w2.f73 74")
    if T.w2 then say("w2.f73 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    local function f77()
      say("w2.f73.f77 78")
      say("w2.f73.f77 80")
      say("w2.f73.f77 got " .. q:get())
      return "f77"
    end
    do local ok, e = pcall(function() say("w2.f73 76 " .. wait_for(1, spawn("f77", f77))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f73 76 err " .. kind(e)) else error(e, 0) end end end
    return "f73"
  end
  local function f82()
    say("w2.f82 83")
    ev:clear()
    if not q:empty() then say("w2.f82 took " .. q:get_nowait()) end
    error("E86", 0)
  end
  for _, x in ipairs(gather({ spawn("f73", f73), spawn("f82", f82) }, { return_errors = true })) do
    say("w2 72 " .. (x.ok and x.value or kind(x.error)))
  end
  say("w2 88")
  if not q:full() then q:put_nowait(89) end
  sleep(1)
  say("w2 91")
  say("w2 92 end")
end
local function w3()
  if T.w3 then say("w3 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  if T.w6 then say("w3 cancels w6 " .. yn(T.w6:cancel())) end
  do local _ <close> = lk:hold()
    say("w3 96 in")
    do local ok, e = pcall(function()
      say("w3 99")
      if T.w6 then say("w3 sees w6 " .. yn(T.w6:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      if not q:empty() then say("w3 took " .. q:get_nowait()) end
    end)
      if is(e, Cancelled) then say("w3 97 cancelled uncancel")
        say("w3 97 uncancel " .. current():uncancel())
      elseif not ok then error(e, 0) end end
    say("w3 103")
    say("w3 got " .. q:get())
  end
  sleep(1)
  say("w3 106")
  say("w3 107 end")
end
local function w4()
  if not q:empty() then say("w4 took " .. q:get_nowait()) end
  if not q:full() then q:put_nowait(109) end
  say("w4 111")
  do local _ <close> = lk:hold()
    say("w4 113 in")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    sleep(5)
    say("w4 116")
  end
  say("w4 117 end")
end
local function w5()
  say("w5 119")
  do local ok, e = pcall(timeout, 5, function()
    if not q:full() then q:put_nowait(121) end
    ev:clear()
  end)
    if is(e, Timeout) then say("w5 120 timeout") elseif not ok then error(e, 0) end end
  say("w5 124")
  say("w5 126")
  ev:set()
  say("w5 128 end")
end
local function w6()
  if T.w5 then say("w6 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  do local ok, e = pcall(timeout, 0, function()
    sleep(2)
    say("w6 132")
    do local _ <close> = lk:hold()
      say("w6 134 in")
      say("w6 136")
      sleep(0)
      say("w6 138")
    end
  end)
    if is(e, Timeout) then say("w6 130 timeout") elseif not ok then error(e, 0) end end
  sleep(1)
  say("w6 140")
  sleep(5)
  say("w6 142")
  if not q:full() then q:put_nowait(143) end
  say("w6 144 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
if not q:full() then q:put_nowait(0) end
say('main cancels w4 ' .. yn(T.w4:cancel()))
say('main cancels w4 ' .. yn(T.w4:cancel()))
sleep(5)
say('main ends')
