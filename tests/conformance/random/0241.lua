-- random program 241
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
  if T.w3 then say("w1 cancels w3 " .. yn(T.w3:cancel())) end
  local function f3()
    say("w1.f3 4")
    say("w1.f3 count " .. current():cancelling())
    do local _ <close> = sm:hold()
      say("w1.f3 7 in")
      ev:clear()
      say("w1.f3 10")
      q:put(11)
      say("w1.f3 12 put 11")
    end
    say("w1.f3 size " .. q:size())
    error("E14", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f3", f3)
  end)
    if is(e, ErrorGroup) then say("w1 2 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w1 15 end")
end
local function w2()
  local function f17()
    say("w2.f17 18")
    sleep(0)
    say("w2.f17 20")
    return "f17"
  end
  local function f21()
    say("w2.f21 22")
    ev:clear()
    ev:wait()
    say("w2.f21 25 ev")
    do local _ <close> = sm:hold()
      say("w2.f21 27 in")
      do local _ <close> = lk:hold()
        say("w2.f21 29 in")
        if T.w1 then say("w2.f21 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      end
    end
    error("E31", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f17", f17)
    tg:spawn("f21", f21)
    local function f33()
      say("w2.f33 34")
      local function f36()
        say("w2.f33.f36 37")
        say("w2.f33.f36 got " .. q:get())
        say("w2.f33.f36 count " .. current():cancelling())
        sleep(3)
        say("w2.f33.f36 41")
        error("E42", 0)
      end
      do local ok, e = pcall(function() say("w2.f33 35 " .. wait_for(3, spawn("f36", f36))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f33 35 err " .. kind(e)) else error(e, 0) end end end
      say("w2.f33 44")
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      return "f33"
    end
    local function f46()
      say("w2.f46 47")
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      do local ok, e = pcall(function()
        q:put(50)
        say("w2.f46 51 put 50")
      end)
        if is(e, Cancelled) then say("w2.f46 49 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      return "f46"
    end
    for _, x in ipairs(gather({ spawn("f33", f33), spawn("f46", f46) }, { return_errors = true })) do
      say("w2 32 " .. (x.ok and x.value or kind(x.error)))
    end
  end)
    if is(e, ErrorGroup) then say("w2 16 " .. kind(e)) elseif not ok then error(e, 0) end end
  do local _ <close> = cd:hold()
    cd:wait()
    say("w2 53 woken")
  end
  do local _ <close> = sm:hold()
    say("w2 55 in")
    local function f57()
      say("w2.f57 58")
      do local _ <close> = defer(function()
        say("w2.f57 59 finally")
      end)
        sleep(1)
        say("w2.f57 61")
      end
      do local _ <close> = lk:hold()
        say("w2.f57 63 in")
        if not q:empty() then say("w2.f57 took " .. q:get_nowait()) end
      end
      do local ok, e = pcall(timeout, 5, function()
        if not q:empty() then say("w2.f57 took " .. q:get_nowait()) end
        sleep(5)
        say("w2.f57 68")
      end)
        if is(e, Timeout) then say("w2.f57 65 timeout") elseif not ok then error(e, 0) end end
      error("E69", 0)
    end
    do local ok, e = pcall(function() say("w2 56 " .. wait_for(0, spawn("f57", f57))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 56 err " .. kind(e)) else error(e, 0) end end end
    sleep(3)
    say("w2 71")
  end
  say("w2 72 end")
end
local function w3()
  if T.w3 then say("w3 cancels w3 " .. yn(T.w3:cancel())) end
  current():cancel()
  say("w3 75 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
sleep(2)
sleep(2)
ev:set()
ev:set()
sleep(10)
say('main ends')
