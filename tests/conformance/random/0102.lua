-- random program 102
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
  do local _ <close> = cd:hold()
    cd:wait()
    say("w1 2 woken")
  end
  say("w1 4")
  say("w1 size " .. q:size())
  say("w1 6 end")
end
local function w2()
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w2 7 ok") elseif type(e) == "string" then say("w2 7 err " .. kind(e)) else error(e, 0) end end
  local function f9()
    say("w2.f9 10")
    local function f12()
      say("w2.f9.f12 13")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w2.f9.f12 15 woken")
      end
      do local ok, e = pcall(function()
        sleep(0)
        say("w2.f9.f12 18")
        say("w2.f9.f12 20")
        sleep(3)
        say("w2.f9.f12 22")
      end)
        if is(e, Cancelled) then say("w2.f9.f12 16 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      local function f24()
        say("w2.f9.f12.f24 25")
        say("w2.f9.f12.f24 count " .. current():cancelling())
        if T.w5 then say("w2.f9.f12.f24 cancels w5 " .. yn(T.w5:cancel())) end
        if not q:empty() then say("w2.f9.f12.f24 took " .. q:get_nowait()) end
        return "f24"
      end
      for _, x in ipairs(gather({ spawn("f24", f24) }, { return_errors = true })) do
        say("w2.f9.f12 23 " .. (x.ok and x.value or kind(x.error)))
      end
      return "f12"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f12", f12)
      do local _ <close> = lk:hold()
        say("w2.f9 30 in")
        sleep(5)
        say("w2.f9 32")
        if not q:empty() then say("w2.f9 took " .. q:get_nowait()) end
      end
    end)
      if is(e, ErrorGroup) then say("w2.f9 11 " .. kind(e)) elseif not ok then error(e, 0) end end
    if T.w4 then say("w2.f9 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    if not q:full() then q:put_nowait(35) end
    error("E36", 0)
  end
  local function f37()
    say("w2.f37 38")
    say("w2.f37 got " .. q:get())
    error("E40", 0)
  end
  local function f41()
    say("w2.f41 42")
    ev:set()
    ev:wait()
    say("w2.f41 45 ev")
    if not q:empty() then say("w2.f41 took " .. q:get_nowait()) end
    error("E47", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f9", f9)
    tg:spawn("f37", f37)
    tg:spawn("f41", f41)
  end)
    if is(e, ErrorGroup) then say("w2 8 " .. kind(e)) elseif not ok then error(e, 0) end end
  ev:clear()
  q:put(49)
  say("w2 50 put 49")
  if T.w5 then say("w2 cancels w5 " .. yn(T.w5:cancel())) end
  say("w2 52 end")
end
local function w3()
  local function f54()
    say("w3.f54 55")
    if not q:empty() then say("w3.f54 took " .. q:get_nowait()) end
    do local ok, e = pcall(timeout, 1, function()
      if not q:empty() then say("w3.f54 took " .. q:get_nowait()) end
      if T.w5 then say("w3.f54 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
    end)
      if is(e, Timeout) then say("w3.f54 57 timeout") elseif not ok then error(e, 0) end end
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    return "f54"
  end
  local function f62()
    say("w3.f62 63")
    sleep(3)
    say("w3.f62 65")
    sleep(1)
    say("w3.f62 67")
    error("E68", 0)
  end
  local function f69()
    say("w3.f69 70")
    if not q:full() then q:put_nowait(71) end
    ev:clear()
    if not q:empty() then say("w3.f69 took " .. q:get_nowait()) end
    return "f69"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f54", f54), spawn("f62", f62), spawn("f69", f69) }, { timeout = nil }) do say("w3 53 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 53 err " .. kind(e)) else error(e, 0) end end end
  q:put(74)
  say("w3 75 put 74")
  if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
  sleep(1)
  say("w3 78")
  say("w3 count " .. current():cancelling())
  say("w3 80 end")
end
local function w4()
  say("w4 barrier " .. br:wait())
  do local _ <close> = defer(function()
    say("w4 82 finally")
  end)
    sleep(1)
    say("w4 84")
  end
  do local _ <close> = cd:hold()
    cd:wait()
    say("w4 86 woken")
  end
  say("w4 87 end")
end
local function w5()
  ev:wait()
  say("w5 89 ev")
  ev:set()
  ev:set()
  ev:wait()
  say("w5 93 ev")
  say("w5 94 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
ev:set()
sleep(10)
say('main ends')
