-- random program 229
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(0)
local function w1()
  say("w1 count " .. current():cancelling())
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  say("w1 size " .. q:size())
  q:put(4)
  say("w1 5 put 4")
  local function f7()
    say("w1.f7 8")
    say("w1.f7 10")
    sleep(5)
    say("w1.f7 12")
    error("E13", 0)
  end
  do local ok, e = pcall(function() say("w1 6 " .. wait_for(1, spawn("f7", f7))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 6 err " .. kind(e)) else error(e, 0) end end end
  say("w1 14 end")
end
local function w2()
  sleep(2)
  say("w2 16")
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w2 19")
  say("w2 20 end")
end
local function w3()
  do local ok, e = pcall(timeout, 0, function()
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    if T.w4 then say("w3 cancels w4 " .. yn(T.w4:cancel())) end
    do local _ <close> = sm:hold()
      say("w3 25 in")
      do local _ <close> = defer(function()
        say("w3 26 finally")
      end)
        do local ok, e = pcall(function() T.w2:await() end)
          if ok then say("w3 27 ok") elseif type(e) == "string" then say("w3 27 err " .. kind(e)) else error(e, 0) end end
      end
      if T.w1 then say("w3 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      if not q:full() then q:put_nowait(29) end
    end
  end)
    if is(e, Timeout) then say("w3 21 timeout") elseif not ok then error(e, 0) end end
  local function f31()
    say("w3.f31 32")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w3.f31 34 woken")
    end
    ev:clear()
    error("E36", 0)
  end
  local function f37()
    say("w3.f37 38")
    do local ok, e = pcall(timeout, 2, function()
      do local _ <close> = cd:hold()
        cd:wait()
        say("w3.f37 41 woken")
      end
      local function f43()
        say("w3.f37.f43 44")
        say("w3.f37.f43 46")
        return "f43"
      end
      local function f47()
        say("w3.f37.f47 48")
        ev:set()
        return "f47"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f43", f43), spawn("f47", f47) }, { timeout = nil }) do say("w3.f37 42 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w3.f37 42 err " .. kind(e)) else error(e, 0) end end end
      local function f51()
        say("w3.f37.f51 52")
        ev:wait()
        say("w3.f37.f51 54 ev")
        do local ok, e = pcall(function() T.w2:await() end)
          if ok then say("w3.f37.f51 55 ok") elseif type(e) == "string" then say("w3.f37.f51 55 err " .. kind(e)) else error(e, 0) end end
        say("w3.f37.f51 got " .. q:get())
        return "f51"
      end
      do local ok, e = pcall(function() say("w3.f37 50 " .. wait_for(0, spawn("f51", f51))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w3.f37 50 err " .. kind(e)) else error(e, 0) end end end
    end)
      if is(e, Timeout) then say("w3.f37 39 timeout") elseif not ok then error(e, 0) end end
    sleep(0)
    say("w3.f37 58")
    if T.w3 then say("w3.f37 cancels w3 " .. yn(T.w3:cancel())) end
    error("E60", 0)
  end
  local function f61()
    say("w3.f61 62")
    say("w3.f61 64")
    if not q:full() then q:put_nowait(65) end
    if not q:full() then q:put_nowait(66) end
    error("E67", 0)
  end
  for _, x in ipairs(gather({ spawn("f31", f31), spawn("f37", f37), spawn("f61", f61) }, { return_errors = true })) do
    say("w3 30 " .. (x.ok and x.value or kind(x.error)))
  end
  sleep(0)
  say("w3 69")
  say("w3 70 end")
end
local function w4()
  current():cancel()
  say("w4 got " .. q:get())
  do local _ <close> = lk:hold()
    say("w4 74 in")
    local function f76()
      say("w4.f76 77")
      sleep(1)
      say("w4.f76 79")
      sleep(0)
      say("w4.f76 81")
      return "f76"
    end
    local function f82()
      say("w4.f82 83")
      if not q:empty() then say("w4.f82 took " .. q:get_nowait()) end
      return "f82"
    end
    local function f85()
      say("w4.f85 86")
      sleep(1)
      say("w4.f85 88")
      sleep(1)
      say("w4.f85 90")
      return "f85"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f76", f76), spawn("f82", f82), spawn("f85", f85) }, { timeout = nil }) do say("w4 75 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 75 err " .. kind(e)) else error(e, 0) end end end
    say("w4 92")
    sleep(1)
    say("w4 94")
  end
  say("w4 95 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
say('main cancels w4 ' .. yn(T.w4:cancel()))
sleep(5)
say('main ends')
