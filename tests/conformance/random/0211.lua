-- random program 211
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
  do local _ <close> = lk:hold()
    say("w1 2 in")
    local function f4()
      say("w1.f4 5")
      say("w1.f4 size " .. q:size())
      do local _ <close> = lk:hold()
        say("w1.f4 8 in")
        say("w1.f4 10")
        sleep(2)
        say("w1.f4 12")
        if not q:empty() then say("w1.f4 took " .. q:get_nowait()) end
      end
      say("w1.f4 barrier " .. br:wait())
      return "f4"
    end
    do local ok, e = pcall(function() say("w1 3 " .. wait_for(1, spawn("f4", f4))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 3 err " .. kind(e)) else error(e, 0) end end end
    do local _ <close> = sm:hold()
      say("w1 16 in")
      local function f18()
        say("w1.f18 19")
        say("w1.f18 got " .. q:get())
        return "f18"
      end
      local function f21()
        say("w1.f21 22")
        sleep(1)
        say("w1.f21 24")
        sleep(3)
        say("w1.f21 26")
        return "f21"
      end
      local function f27()
        say("w1.f27 28")
        say("w1.f27 30")
        sleep(2)
        say("w1.f27 32")
        q:put(33)
        say("w1.f27 34 put 33")
        error("E35", 0)
      end
      for _, x in ipairs(gather({ spawn("f18", f18), spawn("f21", f21), spawn("f27", f27) }, { return_errors = true })) do
        say("w1 17 " .. (x.ok and x.value or kind(x.error)))
      end
    end
    if T.w4 then say("w1 cancels w4 " .. yn(T.w4:cancel())) end
  end
  do local _ <close> = defer(function()
    sleep(1)
    say("w1 37 finally")
  end)
    say("w1 39")
  end
  say("w1 40 end")
end
local function w2()
  local function f42()
    say("w2.f42 43")
    if T.w5 then say("w2.f42 cancels w5 " .. yn(T.w5:cancel())) end
    do local ok, e = pcall(timeout, 1, function()
      sleep(1)
      say("w2.f42 47")
      local function f49()
        say("w2.f42.f49 50")
        if T.w2 then say("w2.f42.f49 cancels w2 " .. yn(T.w2:cancel())) end
        ev:wait()
        say("w2.f42.f49 53 ev")
        return "f49"
      end
      local function f54()
        say("w2.f42.f54 55")
        if T.w4 then say("w2.f42.f54 cancels w4 " .. yn(T.w4:cancel())) end
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f42.f54 57 ok") elseif type(e) == "string" then say("w2.f42.f54 57 err " .. kind(e)) else error(e, 0) end end
        return "f54"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f49", f49)
        tg:spawn("f54", f54)
      end)
        if is(e, ErrorGroup) then say("w2.f42 48 " .. kind(e)) elseif not ok then error(e, 0) end end
      say("w2.f42 size " .. q:size())
    end)
      if is(e, Timeout) then say("w2.f42 45 timeout") elseif not ok then error(e, 0) end end
    return "f42"
  end
  for _, x in ipairs(gather({ spawn("f42", f42) }, { return_errors = true })) do
    say("w2 41 " .. (x.ok and x.value or kind(x.error)))
  end
  local function f60()
    say("w2.f60 61")
    sleep(3)
    say("w2.f60 63")
    say("w2.f60 65")
    return "f60"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f60", f60)
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2 66 ok") elseif type(e) == "string" then say("w2 66 err " .. kind(e)) else error(e, 0) end end
    current():cancel()
  end)
    if is(e, ErrorGroup) then say("w2 59 " .. kind(e)) elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 68 ok") elseif type(e) == "string" then say("w2 68 err " .. kind(e)) else error(e, 0) end end
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 69 ok") elseif type(e) == "string" then say("w2 69 err " .. kind(e)) else error(e, 0) end end
  say("w2 70 end")
end
local function w3()
  do local ok, e = pcall(timeout, 0, function()
    local function f73()
      say("w3.f73 74")
      if not q:empty() then say("w3.f73 took " .. q:get_nowait()) end
      do local ok, e = pcall(timeout, 3, function()
        sleep(1)
        say("w3.f73 78")
        ev:clear()
      end)
        if is(e, Timeout) then say("w3.f73 76 timeout") elseif not ok then error(e, 0) end end
      say("w3.f73 81")
      error("E82", 0)
    end
    local function f83()
      say("w3.f83 84")
      sleep(1)
      say("w3.f83 86")
      error("E87", 0)
    end
    local function f88()
      say("w3.f88 89")
      if T.w2 then say("w3.f88 cancels w2 " .. yn(T.w2:cancel())) end
      if T.w5 then say("w3.f88 cancels w5 " .. yn(T.w5:cancel())) end
      ev:clear()
      return "f88"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f73", f73)
      tg:spawn("f83", f83)
      tg:spawn("f88", f88)
      do local ok, e = pcall(function() T.w2:await() end)
        if ok then say("w3 93 ok") elseif type(e) == "string" then say("w3 93 err " .. kind(e)) else error(e, 0) end end
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
    end)
      if is(e, ErrorGroup) then say("w3 72 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w3 71 timeout") elseif not ok then error(e, 0) end end
  say("w3 96")
  say("w3 97 end")
end
local function w4()
  say("w4 got " .. q:get())
  do local _ <close> = sm:hold()
    say("w4 100 in")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w4 102 woken")
    end
    do local _ <close> = lk:hold()
      say("w4 104 in")
      sleep(1)
      say("w4 106")
      if T.w5 then say("w4 cancels w5 " .. yn(T.w5:cancel())) end
    end
    sleep(3)
    say("w4 109")
  end
  say("w4 110 end")
end
local function w5()
  if not q:full() then q:put_nowait(111) end
  ev:wait()
  say("w5 113 ev")
  say("w5 barrier " .. br:wait())
  do local ok, e = pcall(function()
    say("w5 got " .. q:get())
    sleep(1)
    say("w5 118")
    say("w5 120")
  end)
    if is(e, Cancelled) then say("w5 115 cancelled swallow")
    elseif not ok then error(e, 0) end end
  say("w5 got " .. q:get())
  say("w5 122 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not q:empty() then q:get_nowait() end
if not q:empty() then q:get_nowait() end
ev:set()
sleep(5)
say('main ends')
