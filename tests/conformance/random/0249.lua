-- random program 249
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(2)
local function w1()
  local function f2()
    say("w1.f2 3")
    do local ok, e = pcall(timeout, 5, function()
      sleep(2)
      say("w1.f2 6")
      local function f8()
        say("w1.f2.f8 9")
        say("w1.f2.f8 count " .. current():cancelling())
        return "f8"
      end
      do local ok, e = pcall(function() say("w1.f2 7 " .. wait_for(1, spawn("f8", f8))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f2 7 err " .. kind(e)) else error(e, 0) end end end
    end)
      if is(e, Timeout) then say("w1.f2 4 timeout") elseif not ok then error(e, 0) end end
    error("E11", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f2", f2)
    do local _ <close> = sm:hold()
      say("w1 13 in")
      if not q:full() then q:put_nowait(14) end
    end
    do local ok, e = pcall(timeout, 3, function()
      sleep(3)
      say("w1 17")
      local function f19()
        say("w1.f19 20")
        if T.w5 then say("w1.f19 cancels w5 " .. yn(T.w5:cancel())) end
        say("w1.f19 23")
        error("E24", 0)
      end
      do local ok, e = pcall(function() say("w1 18 " .. wait_for(1, spawn("f19", f19))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 18 err " .. kind(e)) else error(e, 0) end end end
      do local _ <close> = defer(function()
        sleep(3)
        say("w1 25 finally")
      end)
        q:put(26)
        say("w1 27 put 26")
        ev:set()
      end
    end)
      if is(e, Timeout) then say("w1 15 timeout") elseif not ok then error(e, 0) end end
    do local _ <close> = sm:hold()
      say("w1 30 in")
      sleep(2)
      say("w1 32")
      if T.w5 then say("w1 cancels w5 " .. yn(T.w5:cancel())) end
      local function f35()
        say("w1.f35 36")
        ev:clear()
        return "f35"
      end
      local function f38()
        say("w1.f38 39")
        sleep(1)
        say("w1.f38 41")
        if T.w2 then say("w1.f38 cancels w2 " .. yn(T.w2:cancel())) end
        return "f38"
      end
      local function f43()
        say("w1.f43 44")
        say("w1.f43 got " .. q:get())
        error("E46", 0)
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f35", f35)
        tg:spawn("f38", f38)
        tg:spawn("f43", f43)
        ev:set()
        if T.w5 then say("w1 cancels w5 " .. yn(T.w5:cancel())) end
        say("w1 got " .. q:get())
      end)
        if is(e, ErrorGroup) then say("w1 34 " .. kind(e)) elseif not ok then error(e, 0) end end
    end
  end)
    if is(e, ErrorGroup) then say("w1 1 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w1 count " .. current():cancelling())
  if T.w2 then say("w1 cancels w2 " .. yn(T.w2:cancel())) end
  ev:set()
  if T.w4 then say("w1 cancels w4 " .. yn(T.w4:cancel())) end
  say("w1 54 end")
end
local function w2()
  ev:set()
  do local _ <close> = lk:hold()
    say("w2 57 in")
    if T.w5 then say("w2 cancels w5 " .. yn(T.w5:cancel())) end
    local function f60()
      say("w2.f60 61")
      q:put(62)
      say("w2.f60 63 put 62")
      return "f60"
    end
    for _, x in ipairs(gather({ spawn("f60", f60) }, { return_errors = true })) do
      say("w2 59 " .. (x.ok and x.value or kind(x.error)))
    end
    sleep(3)
    say("w2 65")
  end
  say("w2 67")
  if T.w2 then say("w2 cancels w2 " .. yn(T.w2:cancel())) end
  say("w2 69 end")
end
local function w3()
  ev:clear()
  sleep(1)
  say("w3 72")
  ev:wait()
  say("w3 74 ev")
  sleep(1)
  say("w3 76")
  if T.w2 then say("w3 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w3 78 end")
end
local function w4()
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  if T.w4 then say("w4 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w4 81 ok") elseif type(e) == "string" then say("w4 81 err " .. kind(e)) else error(e, 0) end end
  say("w4 82 end")
end
local function w5()
  say("w5 size " .. q:size())
  local function f85()
    say("w5.f85 86")
    local function f88()
      say("w5.f85.f88 89")
      local function f91()
        say("w5.f85.f88.f91 92")
        say("w5.f85.f88.f91 got " .. q:get())
        return "f91"
      end
      local function f94()
        say("w5.f85.f88.f94 95")
        say("w5.f85.f88.f94 count " .. current():cancelling())
        sleep(1)
        say("w5.f85.f88.f94 98")
        return "f94"
      end
      local function f99()
        say("w5.f85.f88.f99 100")
        q:put(101)
        say("w5.f85.f88.f99 102 put 101")
        return "f99"
      end
      for _, x in ipairs(gather({ spawn("f91", f91), spawn("f94", f94), spawn("f99", f99) }, { return_errors = true })) do
        say("w5.f85.f88 90 " .. (x.ok and x.value or kind(x.error)))
      end
      sleep(2)
      say("w5.f85.f88 104")
      error("E105", 0)
    end
    local function f106()
      say("w5.f85.f106 107")
      say("w5.f85.f106 count " .. current():cancelling())
      say("w5.f85.f106 110")
      return "f106"
    end
    local function f111()
      say("w5.f85.f111 112")
      sleep(3)
      say("w5.f85.f111 114")
      return "f111"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f88", f88), spawn("f106", f106), spawn("f111", f111) }, { timeout = 2 }) do say("w5.f85 87 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w5.f85 87 err " .. kind(e)) else error(e, 0) end end end
    ev:wait()
    say("w5.f85 116 ev")
    say("w5.f85 count " .. current():cancelling())
    return "f85"
  end
  local function f118()
    say("w5.f118 119")
    say("w5.f118 count " .. current():cancelling())
    ev:wait()
    say("w5.f118 122 ev")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    error("E124", 0)
  end
  local function f125()
    say("w5.f125 126")
    do local ok, e = pcall(function() T.w3:await() end)
      if ok then say("w5.f125 127 ok") elseif type(e) == "string" then say("w5.f125 127 err " .. kind(e)) else error(e, 0) end end
    return "f125"
  end
  do local dn, pn = wait({ spawn("f85", f85), spawn("f118", f118), spawn("f125", f125) }, { return_when = "first", timeout = 1 })
    say("w5 84 done " .. #dn .. " pending " .. #pn) end
  say("w5 count " .. current():cancelling())
  sleep(0)
  say("w5 130")
  sleep(2)
  say("w5 132")
  say("w5 133 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
sleep(1)
sleep(5)
say('main ends')
